import { columns } from '../../platform/database/columns.js';
import type { Keeping, Told } from '../action.js';
import { insertion, lastOfEach, type Target } from '../insertion.js';

/** A tariff that a station has. */
export interface StationTariff {
  evseId: number;
  tariffId: string;
  kind: 'DefaultTariff' | 'DriverTariff' | 'TransactionTariff';
  transactionId: string | null;
  validFrom: Date | null;
  idTokens: string[] | null;
  /** Null where the station only names it. */
  tariff: object | null;
}

/** What an answer says: tariffs that are there, and at which EVSE there is no other of that kind. */
export interface Tariffs {
  tariffs: StationTariff[];
  /** The EVSE of which the list is whole, 0 for all of them; null where it is no list. */
  wholeOf: number | null;
}

interface Row extends StationTariff {
  stationId: string;
  knownAt: Date;
  endedAt: null;
}

const target: Target<Row> = {
  table: 'station_tariff',
  columns: {
    stationId: 'text',
    evseId: 'integer',
    tariffId: 'text',
    kind: 'text',
    transactionId: 'text',
    validFrom: 'timestamptz',
    idTokens: 'jsonb',
    tariff: 'jsonb',
    knownAt: 'timestamptz',
    endedAt: 'timestamptz',
  },
};
/** A station that names a tariff does not say what is in it: that stays as it was set. */
const write = insertion(
  target,
  `on conflict (station_id, evse_id, tariff_id, kind, transaction_id) do update
   set (valid_from, id_tokens, tariff, known_at, ended_at) = row(excluded.valid_from, excluded.id_tokens,
     coalesce(excluded.tariff, kept.tariff), excluded.known_at, null)`,
);
const keyOf = ({ stationId, evseId, tariffId, kind, transactionId }: Row) => [
  ...[stationId, evseId, tariffId, kind, transactionId],
];

interface Ended {
  station: string;
  tariffId: string;
}

/** Keeps the tariffs that stations have; where a list is whole, or another takes its place, one ends. */
export async function keepTariffs(told: Told<Tariffs | null>[], { tx, emit }: Keeping): Promise<void> {
  for (const { station, receivedAt, fact } of told) {
    if (!fact) continue;
    const { tariffs, wholeOf } = fact;
    const rows = tariffs.map(
      (tariff): Row => ({ ...tariff, stationId: station, knownAt: receivedAt, endedAt: null }),
    );
    const kept = await write(tx, lastOfEach(rows, keyOf));
    const { rows: ended } = await tx.query<Ended>({
      name: 'end tariffs',
      text: `update station_tariff t set ended_at = $2
             where t.station_id = $1 and t.ended_at is null and t.known_at < $2
               and (($3::int is not null and $3 in (0, t.evse_id) and t.kind <> 'TransactionTariff')
                 or exists (select from unnest($4::int[], $5::text[], $6::timestamptz[], $7::text[])
                              as new (evse_id, kind, valid_from, transaction_id)
                            where (new.evse_id, new.kind) = (t.evse_id, t.kind) and new.kind <> 'DriverTariff'
                              and new.transaction_id is not distinct from t.transaction_id
                              and coalesce(new.valid_from, $2) <= $2))
             returning t.station_id as station, t.tariff_id as "tariffId"`,
      values: [
        station,
        receivedAt,
        wholeOf,
        ...columns(rows, ['evseId', 'kind', 'validFrom', 'transactionId']),
      ],
    });
    tell({ station, set: kept.map(({ tariffId }) => tariffId), ended, at: receivedAt }, emit);
  }
}

/** Tariffs that a station has no more. */
export interface Cleared {
  evseId: number | null;
  /** Null: all of them. */
  tariffIds: (string | null)[];
}

export async function endTariffs(told: Told<Cleared>[], { tx, emit }: Keeping): Promise<void> {
  for (const { station, receivedAt: at, fact } of told) {
    const { rows: ended } = await tx.query<Ended>({
      name: 'clear tariffs',
      text: `update station_tariff t set ended_at = $2
             where t.station_id = $1 and t.ended_at is null and coalesce($3::int, 0) in (0, t.evse_id)
               and t.kind <> 'TransactionTariff' and (t.tariff_id = any($4::text[]) or $5::boolean)
             returning t.station_id as station, t.tariff_id as "tariffId"`,
      values: [
        station,
        at,
        fact.evseId,
        fact.tariffIds.filter((id) => id !== null),
        fact.tariffIds.includes(null),
      ],
    });
    tell({ station, set: [], ended, at }, emit);
  }
}

function tell(
  { station, set, ended, at }: { station: string; set: string[]; ended: Ended[]; at: Date },
  emit: Keeping['emit'],
): void {
  const gone = ended.map(({ tariffId }) => tariffId).sort();
  if (set.length + gone.length > 0) emit({ station, type: 'TariffsChanged', at, data: { set, ended: gone } });
}
