import type { Verdict } from '../../ocpp/token-info.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Consulted, Keeping } from '../action.js';
import { judgeShown } from '../authorization/id-tokens.js';
import { type Showing, timeToJudge } from '../authorization/showing.js';
import { keepSamples } from '../metering/meter-values.js';
import { combine, type Readings, readingsOf } from '../metering/readings.js';
import { type Counted, countEnergy } from './energy.js';
import { note } from './event-log.js';
import { facts, type LedgerRow, rewrite } from './ledger.js';
import { findMeant, type Stop, type ToldStop } from './meant.js';
import { keepOrphans } from './orphans.js';

/** Ends transactions. The first stop wins, a different one later is noted as superseded, the same again only counted. */
export async function keepStops(
  told: Consulted<Stop, Verdict | undefined>[],
  keeping: Keeping,
): Promise<(Verdict | null)[]> {
  const { tx, emit } = keeping;
  const verdicts = await judgeShown(keeping, told.map(shown));
  const meant = await findMeant(tx, told);
  const rows = new Map([...meant.values()].map((row) => [row.id, row]));
  const ended = new Map<string, ToldStop>();
  for (const one of told) {
    const row = rows.get(meant.get(one)?.id ?? '');
    if (!row || row.endedAt) continue;
    ended.set(row.id, one);
    rows.set(row.id, end(row, one.fact));
  }
  const update = (changed: (LedgerRow | Counted)[]) => {
    for (const row of changed) rows.set(row.id, { ...(rows.get(row.id) as LedgerRow), ...row });
  };
  update(
    await rewrite(
      tx,
      [...ended.keys()].map((id) => rows.get(id) as LedgerRow),
    ),
  );
  update(await keepReadings(tx, told, meant));
  await note(
    tx,
    told.flatMap((one) => {
      const row = meant.get(one);
      return row ? [entry(one, row.id, ended.get(row.id) !== one)] : [];
    }),
  );
  for (const [id, { station, fact }] of ended) {
    const data = { ...facts(rows.get(id) as LedgerRow), stoppedReason: fact.reason };
    emit({ station, type: 'TransactionEnded', at: fact.at, data });
  }
  await keepOrphans(told.filter((one) => !meant.has(one)).map(orphan), keeping);
  return verdicts;
}

/** How the token that ends it is judged; null where none was shown. */
export const showing = ({ station, receivedAt, fact }: ToldStop): Showing | null =>
  fact.token && {
    station,
    token: fact.token,
    at: timeToJudge(fact.at, receivedAt),
    purpose: 'STOP',
    evseId: null,
    connectorId: null,
    transaction: fact.transactionId,
  };

function shown(one: Consulted<Stop, Verdict | undefined>): Showing | null {
  const token = showing(one);
  return token && { ...token, said: one.found };
}

const end = (row: LedgerRow, stop: Stop): LedgerRow => ({
  ...row,
  status: row.status === 'ACTIVE' ? 'ENDED' : row.status,
  endedAt: stop.at,
  stoppedReason: stop.reason,
  meterStopWh: stop.meterStopWh,
});

async function keepReadings(
  tx: Transaction,
  told: ToldStop[],
  meant: Map<ToldStop, LedgerRow>,
): Promise<Counted[]> {
  const readings = new Map<string, Readings>();
  for (const [{ fact }, { id }] of meant) {
    const read = readingsOf(fact.samples);
    if (read) readings.set(id, combine(readings.get(id), read));
  }
  const metered = told.map((one) => {
    const row = meant.get(one);
    const { station, receivedAt, fact } = one;
    return {
      station,
      receivedAt,
      evseId: row?.evseId ?? null,
      connectorId: row?.connectorId ?? null,
      transactionRef: row?.id ?? null,
      samples: fact.samples,
    };
  });
  return countEnergy(tx, { readings, intervals: await keepSamples(tx, metered) });
}

const entry = ({ station, receivedAt, fact }: ToldStop, transactionRef: string, superseded: boolean) => ({
  station,
  eventKey: fact.stopKey,
  transactionRef,
  eventType: 'Ended' as const,
  seqNo: null,
  triggerReason: fact.reason,
  occurredAt: fact.at,
  receivedAt,
  offline: false,
  superseded,
});

const orphan = ({ station, receivedAt, fact }: ToldStop) => ({
  station,
  action: 'StopTransaction',
  orphanKey: fact.stopKey,
  reason: `transaction ${fact.transactionId} is not this station's, and no open one fits`,
  payload: fact.payload,
  receivedAt,
});
