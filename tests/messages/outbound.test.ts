import assert from 'node:assert/strict';
import { after, before, describe, it, test } from 'node:test';
import { mutationName } from '../../graph/ocpp/names.js';
import { graphSchema } from '../../graph/schema.js';
import { inboundActions, outboundActions } from '../../ocpp/directions.js';
import { actionsOf } from '../../ocpp/schemas.js';
import { redacted } from '../../ocpp/secrets.js';
import { violations } from '../../ocpp/validation.js';
import { type OcppVersion, ocppVersions } from '../../ocpp/versions.js';
import { answerOf, documentOf, mutationField, requestOf, toGraph, toOcpp } from '../graph/ocpp/document.js';
import { type Chain, type Data, openChain } from '../stories/chain.js';
import type { Asked, StrictClient } from '../stories/strict-client.js';
import { withoutRabbit } from '../support/broker.js';
import { sample } from '../support/sample.js';
import { until } from '../support/until.js';
import type { Asking } from './askings.js';
import { bare, fieldsOf } from './bare.js';
import { plugIn } from './station.js';
import { stream } from './stream.js';
import { rowsIn } from './tables.js';

const table = await rowsIn<Asking>('outbound');
const rowOf = (version: OcppVersion, action: string): Asking | undefined =>
  table.find((each) => each.action === action && each.versions.includes(version));

test('every message that the official schemas have and no station sends has a mutation and a row that fills it', async () => {
  const mutations = (await graphSchema()).getMutationType()?.getFields() ?? {};
  const messages = ocppVersions.flatMap((version) => {
    const told = inboundActions(version).filter((action) => action !== 'DataTransfer');
    const asked = actionsOf(version).filter((action) => !told.includes(action));
    assert.deepEqual(asked, outboundActions(version));
    return asked.map((action) => ({ version, action }));
  });
  assert.equal(messages.length, 121);
  const lacking = messages.filter(({ version, action }) => {
    const request = rowOf(version, action)?.request;
    const full = request && fieldsOf(version, action).every((name) => Object.hasOwn(request, name));
    return !mutations[mutationName(version, action)] || !full;
  });
  assert.deepEqual(lacking, []);
});

/** As an operator fills it; without anything that may be left out; and with every field filled oddly. */
function sizesOf(
  version: OcppVersion,
  { action, request, answer }: Asking,
): [request: object, answer: object][] {
  return [
    [request, answer],
    [bare(version, action, 'Request', request), bare(version, action, 'Response', answer)],
    [sample(version, action, 'Request', 'MAXIMAL'), sample(version, action, 'Response', 'MAXIMAL')],
  ];
}

describe('what a CSMS asks, over the wire', { skip: withoutRabbit }, () => {
  let chain: Chain;
  before(async () => {
    chain = await openChain({ environment: { CALL_TIMEOUT: '5' } });
  });
  after(() => chain?.stop());

  for (const version of ocppVersions)
    describe(version, { concurrency: 4 }, () => {
      let asking: Operator;
      before(async () => {
        asking = await operate(chain, `ASKED-${version}`, version);
      });
      after(() => asking?.close());

      for (const action of outboundActions(version))
        it(`${action} goes out as it was given, full, minimal and odd; its answer comes back as it was said`, async () => {
          const sizes = sizesOf(version, rowOf(version, action) as Asking);
          for (const [request, reply] of sizes) {
            assert.deepEqual(violations(version, action, 'Request', request), []);
            asking.answers.set(action, () => reply);
            passedThrough(await asking.ask(action, request), request, reply);
          }
        });

      it('an error comes back as the station said it', async () => {
        const { answers, ask, refusal, close } = await operate(chain, `REFUSING-${version}`, version);
        answers.set('ClearCache', () => {
          throw refusal('NotSupported', 'no cache here');
        });
        const { sent, row, streamed } = await ask('ClearCache', {});
        assert.deepEqual(
          [sent.state, sent.errorCode, sent.errorDescription, sent.answer],
          ['CALL_ERROR', 'NotSupported', 'no cache here', null],
        );
        assert.deepEqual([row.state, row.error_code], ['CALL_ERROR', 'NotSupported']);
        assert.deepEqual(
          streamed.map(({ state, errorCode }) => [state, errorCode]),
          [
            ['SENT', null],
            ['CALL_ERROR', 'NotSupported'],
          ],
        );
        await close();
      });

      it('silence comes back as time-out', async () => {
        const { answers, ask, close } = await operate(chain, `SILENT-${version}`, version);
        const silence = Promise.withResolvers<object>();
        answers.set('ClearCache', () => silence.promise);
        const { sent, row, streamed } = await ask('ClearCache', {});
        assert.deepEqual([sent.state, sent.answer, row.state], ['TIMED_OUT', null, 'TIMED_OUT']);
        assert.deepEqual(
          streamed.map(({ state }) => state),
          ['SENT', 'TIMED_OUT'],
        );
        // It closes once all it was asked is answered.
        silence.resolve({ status: 'Accepted' });
        await close();
      });
    });
});

function passedThrough({ sent, typed, row, streamed }: Told, request: object, reply: object): void {
  const { state, errorCode, findings, raw } = sent;
  assert.deepEqual(
    { state, errorCode, findings, raw },
    { state: 'ANSWERED', errorCode: null, findings: [], raw: reply },
  );
  assert.deepEqual(typed, reply);
  assert.deepEqual(row, {
    // Passwords go out and are not kept.
    ...{ payload: redacted(request), state: 'ANSWERED', answer: reply, error_code: null },
  });
  const event = { answer: null, errorCode: null };
  assert.deepEqual(streamed, [
    { ...event, state: 'SENT' },
    { ...event, state: 'ANSWERED', answer: reply },
  ]);
}

/** An operator and the station that is asked. */
interface Operator {
  /** What the station does when it is asked an action. */
  answers: Map<string, () => object | Promise<object>>;
  refusal: StrictClient['refusal'];
  /** Sends it by its mutation. @returns the mutation's result, the command's row and what was streamed of it */
  ask(action: string, request: object): Promise<Told>;
  close(): Promise<void>;
}

async function operate(chain: Chain, id: string, version: OcppVersion): Promise<Operator> {
  const asked: Asked[] = [];
  const answers: Operator['answers'] = new Map();
  const events = stream(chain.client(), id, 'CommandUpdated commandId state answer errorCode');
  const station = await plugIn(chain.url, id, version);
  station.onAny((call) => {
    asked.push(call);
    return answers.get(call.action)?.() ?? {};
  });
  const streamedOf = (commandId: string) =>
    until('its events', () => {
      const seen = events.seen.filter((event) => event.commandId === commandId);
      return seen.length > 1 && seen.map(({ commandId: _, ...event }) => event);
    });
  return {
    answers,
    refusal: station.refusal,
    async ask(action, request) {
      const field = await mutationField(mutationName(version, action));
      const argument = requestOf(field);
      const variables = { stationId: id, ...(argument && { request: toGraph(argument.type, request) }) };
      const { sent } = await chain.read(documentOf(field, 'waitMs: 20000'), variables);
      const messageId = sent.command.id;
      // The charger sees exactly what was given: what was left out arrives absent.
      const call = asked.find((each) => each.messageId === messageId);
      assert.deepEqual(call, { messageId, action, payload: request });
      const { rows } = await chain.pool.query(
        'select payload, state, answer, error_code from command where id = $1',
        [messageId],
      );
      const type = answerOf(field.type);
      const typed = type && sent.answer ? toOcpp(type, sent.answer) : {};
      return { sent, typed, row: rows[0], streamed: await streamedOf(messageId) };
    },
    async close() {
      assert.deepEqual(station.complaints, [], 'the station finds no fault with us');
      await station.close();
    },
  };
}

interface Told {
  sent: Data;
  typed: unknown;
  row: Data;
  streamed: Data[];
}
