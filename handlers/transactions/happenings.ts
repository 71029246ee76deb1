import type { Verdict } from '../../ocpp/token-info.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Consulted, Keeping } from '../action.js';
import { judgeShown } from '../authorization/id-tokens.js';
import type { Showing } from '../authorization/showing.js';
import { makeEvses } from '../availability/connectors.js';
import { keepSamples } from '../metering/meter-values.js';
import { combine, type Readings, readingsOf } from '../metering/readings.js';
import { adoptReadings } from './adoption.js';
import { settle } from './energy.js';
import { entryName, note } from './event-log.js';
import { differs, type Happening } from './hear.js';
import { facts, type LedgerRow } from './ledger.js';
import { remember, type Story, type ToldHappening, update } from './stories.js';

/** Keeps what stations tell of their transactions, each message once. */
export async function keepHappenings(
  told: Consulted<Happening, Verdict | undefined>[],
  { tx, emit, settings }: Keeping,
): Promise<(Verdict | null)[]> {
  const verdicts = await judgeShown({ tx, settings }, told.map(shown));
  const stories = await remember(tx, told, new Map(told.map((one, i) => [one, verdicts[i] ?? null])));
  await makeNewEvses(tx, stories);
  const entries = stories.flatMap(({ told, row }) => told.map((one) => entry(one, row)));
  const [fresh] = await Promise.all([note(tx, entries), keepReadings(tx, stories)]);
  await adoptReadings(
    tx,
    stories.filter((story) => newBounds(story, fresh)).map(({ row }) => row),
    (counted) => update(stories, counted),
  );
  for (const story of stories) announce(story, fresh, emit);
  const retold = toldBefore(stories);
  return verdicts.map((verdict, i) => verdict && { ...verdict, ...retold.get(told[i] as ToldHappening) });
}

const ending = new Set(['StopAuthorized', 'RemoteStop', 'Deauthorized', 'EVDeparted', 'EVCommunicationLost']);

/** How a token that is shown in a transaction is judged; null where none is. */
export function showing({ station, receivedAt, fact }: ToldHappening): Showing | null {
  const { token, offline, at, eventType, triggerReason, evseId, connectorId, transactionId } = fact;
  if (!token) return null;
  const purpose = eventType === 'Ended' || ending.has(triggerReason) ? 'STOP' : 'START';
  return {
    station,
    token,
    purpose,
    evseId,
    connectorId,
    transaction: transactionId,
    at: offline ? at : receivedAt,
  };
}

function shown(one: Consulted<Happening, Verdict | undefined>): Showing | null {
  const token = showing(one);
  return token && { ...token, said: one.found };
}

/** What began a transaction and is told again hears what it heard first, also where the token has changed since. */
function toldBefore(stories: Story[]): Map<ToldHappening, Pick<Verdict, 'status'>> {
  const retold = new Map<ToldHappening, Pick<Verdict, 'status'>>();
  for (const { told, before } of stories)
    for (const one of told)
      if (before?.authorizationStatus && before.idTokenAt?.getTime() === one.fact.at.getTime())
        retold.set(one, { status: before.authorizationStatus as Verdict['status'] });
  return retold;
}

/** EVSEs appear by themselves with the first transaction there. */
async function makeNewEvses(tx: Transaction, stories: Story[]): Promise<void> {
  const places = stories.flatMap(({ before, row: { station, evseId } }) =>
    evseId !== null && before?.evseId !== evseId ? [{ station, evseId }] : [],
  );
  if (places.length > 0) await makeEvses(tx, places);
}

async function keepReadings(tx: Transaction, stories: Story[]): Promise<void> {
  const readings = new Map<string, Readings>();
  const seqNos = new Map<string, number>();
  for (const { told, row } of stories)
    for (const { fact } of told) {
      if (fact.seqNo !== null) seqNos.set(row.id, Math.max(seqNos.get(row.id) ?? 0, fact.seqNo));
      const read = readingsOf(fact.samples);
      if (read) readings.set(row.id, combine(readings.get(row.id), read));
    }
  const metered = stories.flatMap(({ told, row }) =>
    told.map(({ station, receivedAt, fact }) => ({
      station,
      receivedAt,
      evseId: fact.evseId ?? row.evseId,
      connectorId: fact.connectorId ?? row.connectorId,
      transactionRef: row.id,
      samples: fact.samples,
    })),
  );
  const intervals = await keepSamples(tx, metered);
  const changed = stories.filter(
    ({ before, row }) => (before && differs(before, row)) || seqNos.has(row.id) || readings.has(row.id),
  );
  const counts = { readings, intervals, seqNos, marked: true };
  update(
    stories,
    await settle(
      tx,
      changed.map(({ row }) => row),
      counts,
    ),
  );
}

/** Whether it may now hold readings that came without naming it: its time or its place became known. */
function newBounds({ told, before, row }: Story, fresh: Set<string>): boolean {
  if (!before || before.evseId !== row.evseId) return true;
  return told.some((one) => one.fact.eventType !== 'Updated' && fresh.has(entryName(keyOf(one))));
}

/** Started once, when we first hear of it, Ended once, and Updated for whatever else is new. */
function announce({ told, before, row }: Story, fresh: Set<string>, emit: Keeping['emit']): void {
  const { station } = row;
  let started = before !== undefined;
  let ended = before?.endedAt != null;
  for (const one of told) {
    if (!fresh.delete(entryName(keyOf(one)))) continue;
    const { eventType, at } = one.fact;
    if (!started) emit({ station, type: 'TransactionStarted', at: row.startedAt, data: facts(row) });
    if (eventType === 'Ended' && !ended) {
      const data = { ...facts(row), stoppedReason: row.stoppedReason };
      emit({ station, type: 'TransactionEnded', at, data });
      ended = true;
    } else if (started) emit({ station, type: 'TransactionUpdated', at, data: facts(row) });
    started = true;
  }
}

const keyOf = ({ station, fact }: ToldHappening) => ({ station, eventKey: fact.eventKey });

const entry = (one: ToldHappening, row: LedgerRow) => ({
  ...keyOf(one),
  transactionRef: row.id,
  eventType: one.fact.eventType,
  seqNo: one.fact.seqNo,
  triggerReason: one.fact.triggerReason,
  occurredAt: one.fact.at,
  receivedAt: one.receivedAt,
  offline: one.fact.offline,
  superseded: one.fact.eventType === 'Ended' && row.endedAt?.getTime() !== one.fact.at.getTime(),
});
