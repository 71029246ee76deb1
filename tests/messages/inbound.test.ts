import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { row } from '../../handlers/action.js';
import { findActions } from '../../handlers/actions.js';
import { inboundActions, outboundActions } from '../../ocpp/directions.js';
import { actionsOf } from '../../ocpp/schemas.js';
import { type OcppVersion, ocppVersions } from '../../ocpp/versions.js';
import { type Chain, openChain } from '../stories/chain.js';
import { withoutRabbit } from '../support/broker.js';
import { until } from '../support/until.js';
import { plugIn } from './station.js';
import { type Streamed, stream } from './stream.js';
import { rowsIn } from './tables.js';
import type { Telling } from './tellings.js';

const table = await rowsIn<Telling>('inbound');

test('every message that the official schemas have and a CSMS does not send has a handler and a row', async () => {
  const handled = await findActions();
  const messages = ocppVersions.flatMap((version) => {
    const sent = outboundActions(version).filter((action) => action !== 'DataTransfer');
    const told = actionsOf(version).filter((action) => !sent.includes(action));
    assert.deepEqual(told, inboundActions(version));
    return told.map((action) => ({ version, action }));
  });
  assert.equal(messages.length, 76);
  const lacking = messages.filter(({ version, action }) => {
    const read = row(handled.get(action)?.read ?? {}, version);
    return !read || !table.some((each) => each.action === action && each.versions.includes(version));
  });
  assert.deepEqual(lacking, []);
});

describe('what stations tell, over the wire', { skip: withoutRabbit, concurrency: 6 }, () => {
  let chain: Chain;
  before(async () => {
    chain = await openChain();
  });
  after(() => chain?.stop());

  for (const [number, telling] of table.entries())
    for (const version of telling.versions)
      test(`${version}: ${telling.action} (${number + 1})`, () => tell(telling, version, number));

  async function tell(telling: Telling, version: OcppVersion, number: number): Promise<void> {
    const id = `${telling.action}-${number}-${version}`;
    const rows = async (sql: string, values?: unknown[]) => (await chain.pool.query(sql, values)).rows;
    const events: Streamed | undefined = telling.events && stream(chain.client(), id, telling.events[0]);
    const station = await plugIn(chain.url, id, version);
    try {
      await telling.given?.(id, { rows, call: station.call });
      await say(telling, station);
    } finally {
      await station.close();
    }

    const [sql, are] = telling.rows;
    await becomes(() => rows(sql, [id]), are);
    await becomes(() => show(telling, id), telling.shown[1]);
    if (telling.events) assert.deepEqual(await events?.untilGone(), telling.events[1]);
    assert.deepEqual(station.complaints, []);
  }

  async function show({ shown: [fields], atRoot }: Telling, id: string): Promise<object> {
    const query = `query ($id: ID!) { ${atRoot ? fields : `station(id: $id) { ${fields} }`} }`;
    const read = await chain.read(query, { id });
    return atRoot ? read : read.station;
  }

  /** Told twice is told once. */
  async function say({ action, payloads, answer, answerShown }: Telling, station: Station): Promise<void> {
    for (const payload of [...payloads, payloads.at(-1) as object]) {
      if (!answer) await station.send(action, payload);
      else {
        const given = await station.call(action, payload);
        assert.deepEqual(answerShown?.(given as never) ?? given, answer);
      }
    }
  }
});

/** What is written beside the answer (the trace, when a station was last seen) comes a moment later. */
async function becomes(look: () => Promise<object>, expected: object): Promise<void> {
  let seen: object = [];
  await until('it', async () => {
    seen = await look();
    return isDeepStrictEqual(seen, expected);
  }).catch(() => undefined);
  assert.deepEqual(seen, expected);
}

type Station = Awaited<ReturnType<typeof plugIn>>;
