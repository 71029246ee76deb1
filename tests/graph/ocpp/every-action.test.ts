import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mutationName } from '../../../graph/ocpp/names.js';
import { outboundActions } from '../../../ocpp/directions.js';
import { violations } from '../../../ocpp/validation.js';
import { ocppVersions } from '../../../ocpp/versions.js';
import { LocalBroker } from '../../../platform/broker/local.js';
import { type Size, sample } from '../../support/sample.js';
import type { Charger } from '../charger.js';
import { type Commanding, openCommanding } from '../commanding.js';
import { answerOf, documentOf, mutationField, requestOf, toGraph, toOcpp } from './document.js';

const sizes: Size[] = ['MINIMAL', 'MAXIMAL'];

for (const version of ocppVersions)
  describe(`every action that a CSMS sends in ${version}`, () => {
    let { graph, replies, plugIn, stop } = {} as Commanding;
    let charger: Charger;
    before(async () => {
      ({ graph, replies, plugIn, stop } = await openCommanding(new LocalBroker()));
      charger = await plugIn('cp', version);
    });
    after(() => stop());

    for (const action of outboundActions(version))
      for (const size of sizes)
        it(`${action}, ${size}: goes out as it was given, its answer comes back as it was said`, async () => {
          const request = sample(version, action, 'Request', size);
          const response = sample(version, action, 'Response', size);
          for (const [half, payload] of [['Request', request] as const, ['Response', response] as const])
            assert.deepEqual(violations(version, action, half, payload), []);
          replies.set(action, () => response);

          const field = await mutationField(mutationName(version, action));
          const argument = requestOf(field);
          const { sent } = await graph.read(documentOf(field), {
            stationId: 'cp',
            ...(argument && { request: toGraph(argument.type, request) }),
          });

          assert.deepEqual(charger.calls.at(-1), { id: sent.command.id, action, payload: request });
          assert.deepEqual(
            { state: sent.state, errorCode: sent.errorCode, findings: sent.findings, raw: sent.raw },
            { state: 'ANSWERED', errorCode: null, findings: [], raw: response },
          );
          assert.deepEqual([sent.command.action, sent.command.payload], [action, request]);
          const type = answerOf(field.type);
          if (type) assert.deepEqual(toOcpp(type, sent.answer), response);
          else assert.deepEqual(response, {});
        });
  });
