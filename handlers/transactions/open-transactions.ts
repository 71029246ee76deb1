import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import { type LedgerRow, ledgerRow } from './ledger.js';

/** All transactions of these stations that no end was heard of, newest first, refused ones too. */
export async function openTransactions(tx: Transaction, stations: string[]): Promise<LedgerRow[]> {
  const { rows } = await tx.query<LedgerRow>({
    name: 'open transactions of stations',
    text: `select ${ledgerRow} from transaction t
           where station_id = any($1) and coalesce(ended_at, 'infinity') = 'infinity'
           order by started_at desc, id desc`,
    values: [[...new Set(stations)]],
  });
  return rows;
}

/** Readings of a meter that look for their transaction. */
export interface Homeless {
  station: string;
  evseId: number;
  /** As the station named it; null where it named none, as 2.x never does. */
  transactionId: string | null;
  /** Milliseconds since 1970. */
  at: number;
}

interface Home {
  id: string;
  station: string;
  transactionId: string;
  evseId: number | null;
  startedAt: Date;
  endedAt: Date | null;
}

/** The transaction.id of each, or undefined: the named one, else the one that ran at that EVSE at that time. */
export async function findHomes(tx: Transaction, homeless: Homeless[]): Promise<(string | undefined)[]> {
  const named = await byName(tx, homeless);
  const nameless = homeless.filter((one) => !named.has(nameOf(one)) && one.evseId > 0);
  const around = await runningSince(tx, nameless);
  return homeless.map((one) => named.get(nameOf(one)) ?? chooseHome(around.get(one.station) ?? [], one)?.id);
}

const nameOf = ({ station, transactionId }: Pick<Homeless, 'station' | 'transactionId'>): string =>
  JSON.stringify([station, transactionId]);

async function byName(tx: Transaction, homeless: Homeless[]): Promise<Map<string, string>> {
  const named = homeless.filter(({ transactionId }) => transactionId !== null);
  if (named.length === 0) return new Map();
  const { rows } = await tx.query<Home>({
    name: 'homes by name',
    text: `select id, station_id as station, transaction_id as "transactionId" from transaction
           where (station_id, transaction_id) in (select * from unnest($1::text[], $2::text[]))`,
    values: columns(named, ['station', 'transactionId']),
  });
  return new Map(rows.map((row) => [nameOf(row), row.id]));
}

/** By station, what was not over by its earliest reading, newest first; the newest 20 will do. */
async function runningSince(tx: Transaction, homeless: Homeless[]): Promise<Map<string, Home[]>> {
  if (homeless.length === 0) return new Map();
  const earliest = new Map<string, number>();
  for (const { station, at } of homeless) earliest.set(station, Math.min(at, earliest.get(station) ?? at));
  const { rows } = await tx.query<Home>({
    name: 'homes by time',
    text: `select t.id, t.station_id as station, t.evse_id as "evseId", t.started_at as "startedAt", t.ended_at as "endedAt"
           from unnest($1::text[], $2::timestamptz[]) as told (station, since)
           cross join lateral (
             select * from transaction
             where station_id = told.station and coalesce(ended_at, 'infinity') >= told.since
             order by coalesce(ended_at, 'infinity') desc, started_at desc limit 20
           ) t
           order by t.started_at desc, t.id desc`,
    values: [[...earliest.keys()], [...earliest.values()].map((at) => new Date(at))],
  });
  const homes = new Map<string, Home[]>();
  for (const row of rows) homes.set(row.station, [...(homes.get(row.station) ?? []), row]);
  return homes;
}

/**
 * Of transactions newest first the one that ran then, at that EVSE or at one we were not told. Readings that name a
 * transaction nobody knows (0, -1) go to what is open even if the clocks disagree.
 */
export function chooseHome<Row extends Pick<Home, 'evseId' | 'startedAt' | 'endedAt'>>(
  homes: Row[],
  { evseId, transactionId, at }: Pick<Homeless, 'evseId' | 'transactionId' | 'at'>,
): Row | undefined {
  const ran = (row: Row) => row.startedAt.getTime() <= at && (row.endedAt?.getTime() ?? at) >= at;
  return (
    homes.find((row) => row.evseId === evseId && ran(row)) ??
    homes.find((row) => row.evseId === null && ran(row)) ??
    (transactionId === null ? undefined : homes.find((row) => row.evseId === evseId && row.endedAt === null))
  );
}
