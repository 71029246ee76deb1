import type { AuthorizationStatus, Verdict } from '../../ocpp/token-info.js';
import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Consulted, Keeping, Told } from '../action.js';
import { judge } from '../authorization/id-tokens.js';
import { type Showing, timeToJudge } from '../authorization/showing.js';
import type { ShownToken } from '../authorization/shown-token.js';
import { makeEvses } from '../availability/connectors.js';
import type { Place } from '../place.js';
import { note } from './event-log.js';
import { facts, type LedgerRow, ledgerRow, type NewRow, open } from './ledger.js';

/** A 1.6 transaction begins. */
export interface Start extends Place {
  token: ShownToken;
  at: Date;
  startKey: string;
  /** Wh */
  meterStartWh: number;
  reservationId: number | null;
}

export interface Started {
  transactionId: number;
  verdict: Verdict;
}

const nameOf = ({ station, startKey }: { station: string; startKey: string | null }): string =>
  JSON.stringify([station, startKey]);

/** Opens a transaction for each start not heard before; one told again finds the first, however late. */
export async function keepStarts(
  told: Consulted<Start, Verdict | undefined>[],
  { tx, emit, settings }: Keeping,
): Promise<Started[]> {
  const verdicts = await judge(
    { tx, settings },
    told.map((one) => ({ ...showing(one), said: one.found })),
  );
  const wanted = new Map<string, NewRow>();
  told.forEach((one, i) => {
    const row = newRow(one, verdicts[i] as Verdict);
    const name = nameOf(row);
    if (!wanted.has(name)) wanted.set(name, row);
  });
  const opened = await open(tx, [...wanted.values()]);
  const rows = new Map(opened.map((row) => [nameOf(row), row]));
  for (const row of await find(
    tx,
    [...wanted.values()].filter((row) => !rows.has(nameOf(row))),
  ))
    rows.set(nameOf(row), row);
  const rowOf = ({ station, fact }: Told<Start>) =>
    rows.get(nameOf({ station, startKey: fact.startKey })) as LedgerRow;

  if (opened.length > 0)
    await makeEvses(
      tx,
      opened.map(({ station, evseId }) => ({ station, evseId: evseId ?? 0 })),
    );
  await note(
    tx,
    told.map((one) => ({
      station: one.station,
      eventKey: `Start|${one.fact.startKey}`,
      transactionRef: rowOf(one).id,
      eventType: 'Started' as const,
      seqNo: null,
      triggerReason: null,
      occurredAt: one.fact.at,
      receivedAt: one.receivedAt,
      offline: false,
      superseded: false,
    })),
  );
  for (const row of opened)
    emit({ station: row.station, type: 'TransactionStarted', at: row.startedAt, data: facts(row) });
  return told.map((one, i) => {
    const row = rowOf(one);
    // A retry hears what the first one heard, also where the token has changed since.
    const status = (row.authorizationStatus ?? 'Unknown') as AuthorizationStatus;
    return { transactionId: Number(row.id), verdict: { ...(verdicts[i] as Verdict), status } };
  });
}

/** How the token that begins it is judged. */
export const showing = ({ station, receivedAt, fact }: Told<Start>): Showing => ({
  station,
  token: fact.token,
  at: timeToJudge(fact.at, receivedAt),
  purpose: 'START',
  evseId: fact.evseId,
  connectorId: fact.connectorId,
  transaction: fact.startKey,
});

function newRow({ station, fact }: Told<Start>, verdict: Verdict): NewRow {
  return {
    station,
    transactionId: null,
    startKey: fact.startKey,
    evseId: fact.evseId,
    connectorId: fact.connectorId,
    idToken: fact.token.idToken,
    idTokenAt: fact.at,
    status: verdict.status === 'Accepted' ? 'ACTIVE' : 'REFUSED',
    authorizationStatus: verdict.status,
    chargingState: null,
    chargingStateAt: null,
    remoteStartId: null,
    reservationId: fact.reservationId === null ? null : String(fact.reservationId),
    startedAt: fact.at,
    startReported: true,
    endedAt: null,
    stoppedReason: null,
    meterStartWh: fact.meterStartWh,
    meterStopWh: null,
    offline: false,
  };
}

async function find(tx: Transaction, rows: NewRow[]): Promise<LedgerRow[]> {
  if (rows.length === 0) return [];
  const { rows: found } = await tx.query<LedgerRow>({
    name: 'find transactions by start',
    text: `select ${ledgerRow} from transaction t
           where (station_id, start_key) in (select * from unnest($1::text[], $2::text[]))
           order by t.id for no key update of t`,
    values: columns(rows, ['station', 'startKey']),
  });
  return found;
}
