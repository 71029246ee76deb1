import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { outboundActions } from '../../ocpp/directions.js';
import { coverage, coverageFile } from '../../standalone/coverage/coverage.js';
import { tablesOf, wishesByAction } from '../../standalone/coverage/sources.js';

test('docs/ocpp-coverage.md says what the code says', async () => {
  assert.equal(await readFile(coverageFile, 'utf8'), await coverage(), 'run npm run build && npm run docs');
});

test('what the coverage reads from sources is there to be read', () => {
  assert.deepEqual(tablesOf('handlers/availability/StatusNotification.ts'), ['connector', 'evse']);
  assert.deepEqual(wishesByAction().get('Reset'), ['resetStation']);
  const known = new Set([...outboundActions('ocpp1.6'), ...outboundActions('ocpp2.1')]);
  for (const action of wishesByAction().keys()) assert.ok(known.has(action), action);
});
