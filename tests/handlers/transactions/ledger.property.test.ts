import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { OcppVersion } from '../../../ocpp/versions.js';
import { type Call, openWire, versions, type Wire } from '../wire.js';
import { messages, minute, type Session } from './sessions.js';

let wire: Wire;
before(async () => {
  wire = await openWire();
  await wire.pool.query(`insert into id_token (id_token) values ('good')`);
});
after(() => wire.close());

const ledger = `
  select status, started_at, ended_at, energy_wh, id_token, evse_id, stopped_reason,
         (select count(*)::int from meter_value v where v.transaction_ref = t.id) as samples,
         (select count(*)::int from transaction_event e where e.transaction_ref = t.id) as messages
  from transaction t where station_id = $1`;

/** How a session's messages reach us: which one, with what message id, how late, and what shares its batch. */
interface Arrival {
  message: number;
  messageId: string;
  hours: number;
  withNext: boolean;
}

const count = 7;
const arrivals = fc
  .tuple(
    fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: count }),
    fc.array(fc.nat({ max: count - 1 }), { maxLength: 8 }),
    fc.infiniteStream(
      fc.record({
        messageId: fc.constantFrom('1', '2', 'x'),
        hours: fc.constantFrom(0, 1, 100, 5000),
        withNext: fc.boolean(),
        place: fc.nat({ max: 100 }),
      }),
    ),
  )
  .map(([all, again, how]) => {
    const order = [...all];
    const next = () => how.next().value as Arrival & { place: number };
    for (const message of again) order.splice(next().place % (order.length + 1), 0, message);
    return order.map((message): Arrival => ({ ...next(), message }));
  });

type Tell = (session: Session, at: number) => Call;

/** The messages of one session; in 2.x `tell` is how readings come during it. */
function sessionOf(session: Session, transactionId: number, tell: Tell): Call[] {
  return session.version === 'ocpp1.6'
    ? [
        messages.start16(session),
        ...[10, 20, 30, 40, 50].map((at) => messages.meter16(session, transactionId, at)),
        messages.stop16(session, transactionId),
      ]
    : [
        messages.event2(session, 'Started', 0),
        messages.event2(session, 'Updated', 20),
        messages.event2(session, 'Updated', 40, { meterValue: undefined }),
        messages.event2(session, 'Ended', 60, { meterValue: undefined }),
        ...[10, 30, 54].map((at) => tell(session, at)),
      ];
}

async function deliver(calls: Call[], order: Arrival[]): Promise<void> {
  let batch: Call[] = [];
  for (const { message, messageId, hours, withNext } of order) {
    const receivedAt = new Date(Date.parse(minute(61)) + hours * 3_600_000);
    batch.push({ ...(calls[message] as Call), messageId, receivedAt });
    if (withNext) continue;
    await wire.batch(batch);
    batch = [];
  }
  if (batch.length > 0) await wire.batch(batch);
}

const asMeterValues: Tell = (session, at) => messages.meter2(session, at);
const asUpdated: Tell = (session, at) => messages.event2(session, 'Updated', at);

let stations = 0;

/** Lets a session arrive in one lane or several at once, and looks at what the ledger has then. */
async function check(version: OcppVersion, lanes: Arrival[][], tell: Tell): Promise<void> {
  const is16 = version === 'ocpp1.6';
  const station = await wire.station(`${version} ${stations++}`, version);
  const session: Session = { station, version };
  const id = is16 ? (await wire.send(messages.start16(session))).transactionId : 0;
  const calls = sessionOf(session, id, tell);
  await Promise.all(lanes.map((lane) => deliver(calls, lane)));
  assert.deepEqual(await wire.rows(ledger, [station]), [
    {
      status: 'ENDED',
      started_at: new Date(minute(0)),
      ended_at: new Date(minute(60)),
      energy_wh: is16 ? 10_000 : 9000,
      id_token: 'good',
      evse_id: 1,
      stopped_reason: 'Local',
      samples: 5,
      messages: is16 ? 2 : tell === asUpdated ? 7 : 4,
    },
  ]);
  const told = wire.events.filter((event) => event.station === station).map(({ type }) => type);
  for (const type of ['TransactionStarted', 'TransactionEnded'])
    assert.equal(told.filter((one) => one === type).length, 1, type);
}
for (const version of versions) {
  test(`${version}: however the messages of a session arrive, the ledger is the same`, () =>
    fc.assert(
      fc.asyncProperty(arrivals, (order) => check(version, [order], asMeterValues)),
      { numRuns: 60 },
    ));

  test(`${version}: also when they arrive at three processes at once`, () =>
    fc.assert(
      fc.asyncProperty(arrivals, (order) => {
        const lanes = [0, 1, 2].map((lane) => order.filter((_, i) => i % 3 === lane));
        return check(version, lanes, asUpdated);
      }),
      { numRuns: 40 },
    ));
}
