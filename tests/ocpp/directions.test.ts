import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inboundActions, outboundActions } from '../../ocpp/directions.js';
import { actionsOf, isSend, schemaOf } from '../../ocpp/schemas.js';
import { ocppVersions } from '../../ocpp/versions.js';

for (const version of ocppVersions) {
  it(`every action of ${version} goes one way, DataTransfer both`, () => {
    const both = [...inboundActions(version), ...outboundActions(version)];
    const twice = both.filter((action, index) => both.indexOf(action) !== index);
    assert.deepEqual(twice, ['DataTransfer']);
    assert.deepEqual([...new Set(both)].sort(), actionsOf(version));
    for (const action of both) assert.ok(schemaOf(version, action, 'Request'), `${action} has a schema`);
  });

  it(`every action of ${version} is answered, but for a SEND`, () => {
    const unanswered = actionsOf(version).filter((action) => !schemaOf(version, action, 'Response'));
    assert.deepEqual(unanswered, version === 'ocpp2.1' ? ['NotifyPeriodicEventStream'] : []);
    assert.deepEqual(
      actionsOf(version).filter((action) => isSend(version, action)),
      unanswered,
    );
  });
}
