import { columns } from '../../platform/database/columns.js';
import type { Keeping, Told } from '../action.js';
import { insertion, lastOfEach, orChange, type Target } from '../insertion.js';

/** Whose limit it is, and where; EVSE 0 is the whole station. */
export interface LimitPlace {
  evseId: number;
  /** EMS, SO, CSO, Other, … */
  source: string;
}

export interface ExternalLimit extends LimitPlace {
  gridCritical: boolean | null;
  localGeneration: boolean | null;
  schedules: object[] | null;
}

interface Row extends ExternalLimit {
  stationId: string;
  notifiedAt: Date;
  clearedAt: Date | null;
}

const target: Target<Row> = {
  table: 'external_charging_limit',
  columns: {
    stationId: 'text',
    evseId: 'integer',
    source: 'text',
    gridCritical: 'boolean',
    localGeneration: 'boolean',
    schedules: 'jsonb',
    notifiedAt: 'timestamptz',
    clearedAt: 'timestamptz',
  },
};
const write = insertion(target, orChange(target, ['stationId', 'evseId', 'source'], ['notifiedAt']));
const keyOf = ({ stationId, evseId, source }: Row) => [stationId, evseId, source];

/** Keeps the limits that others set, as they hold now. */
export async function keepExternalLimits(
  told: Told<ExternalLimit>[],
  { tx, emit }: Keeping,
): Promise<null[]> {
  const rows = told.map(({ station, receivedAt, fact }) => ({
    ...fact,
    stationId: station,
    notifiedAt: receivedAt,
    clearedAt: null,
  }));
  for (const news of await write(tx, lastOfEach(rows, keyOf))) {
    const { stationId, notifiedAt, evseId, source, gridCritical, localGeneration, schedules } = news;
    emit({
      station: stationId,
      type: 'ChargingLimitSet',
      at: notifiedAt,
      data: { evseId, source, gridCritical, localGeneration, schedules },
    });
  }
  return told.map(() => null);
}

const clear = `
  update external_charging_limit kept set cleared_at = told.at
  from unnest($1::text[], $2::int[], $3::text[], $4::timestamptz[]) as told (station_id, evse_id, source, at)
  where kept.station_id = told.station_id and kept.source = told.source and told.evse_id in (0, kept.evse_id)
    and kept.cleared_at is null
  returning kept.station_id as station, kept.evse_id as "evseId", kept.source, kept.cleared_at as at`;

/** Ends limits; one cleared for the whole station ends at every EVSE. */
export async function clearExternalLimits(told: Told<LimitPlace>[], { tx, emit }: Keeping): Promise<null[]> {
  const places = told.map(({ station, receivedAt, fact }) => ({ ...fact, station, at: receivedAt }));
  const { rows } = await tx.query<LimitPlace & { station: string; at: Date }>({
    name: 'clear external limits',
    text: clear,
    values: columns(places, ['station', 'evseId', 'source', 'at']),
  });
  for (const { station, at, ...data } of rows) emit({ station, type: 'ChargingLimitCleared', at, data });
  return told.map(() => null);
}
