import { columns } from '../../platform/database/columns.js';
import type { Keeping, Told } from '../action.js';
import { insertion, lastOfEach, orChange, type Target } from '../insertion.js';
import type { DerControl } from './der-controls.js';

/** A control that a station took from us, with those that give way to it (2.1 R02). */
export interface SetControl extends DerControl {
  supersededIds: string[];
}

interface Row extends DerControl {
  stationId: string;
  setAt: Date;
  clearedAt: null;
}

const target: Target<Row> = {
  table: 'der_control',
  columns: {
    stationId: 'text',
    controlId: 'text',
    controlType: 'text',
    isDefault: 'boolean',
    isSuperseded: 'boolean',
    control: 'jsonb',
    setAt: 'timestamptz',
    clearedAt: 'timestamptz',
  },
};
const write = insertion(target, orChange(target, ['stationId', 'controlId'], []));

export async function keepControls(told: Told<SetControl | null>[], { tx, emit }: Keeping): Promise<void> {
  const taken = told.flatMap((one) => (one.fact ? [{ ...one, fact: one.fact }] : []));
  const rows = taken.map(({ station, receivedAt, fact: { supersededIds: _, ...control } }) => ({
    ...{ ...control, stationId: station, setAt: receivedAt, clearedAt: null },
  }));
  await write(
    tx,
    lastOfEach(rows, ({ stationId, controlId }) => [stationId, controlId]),
  );
  const superseded = taken.flatMap(({ station, fact }) =>
    fact.supersededIds.map((controlId) => ({ station, controlId })),
  );
  await tx.query({
    name: 'controls that give way',
    text: `update der_control set is_superseded = true
           where (station_id, control_id) in (select * from unnest($1::text[], $2::text[]))`,
    values: columns(superseded, ['station', 'controlId']),
  });
  for (const { station, receivedAt: at, fact } of taken)
    emit({ station, type: 'DERControlsChanged', at, data: { set: [fact.controlId], cleared: [] } });
}

/** What is cleared: one control, or all that meet what is given (2.1 R04). */
export interface ClearedControls {
  controlId: string | null;
  controlType: string | null;
  isDefault: boolean | null;
}

/** A control set after the answer stays. */
export async function clearControls(
  told: Told<ClearedControls | null>[],
  { tx, emit }: Keeping,
): Promise<void> {
  const rows = told.flatMap(({ station, receivedAt: at, fact }) => (fact ? [{ ...fact, station, at }] : []));
  const { rows: cleared } = await tx.query<{ station: string; controlId: string; at: Date }>({
    name: 'clear controls',
    text: `update der_control d set cleared_at = told.at, started = false
           from unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::timestamptz[])
             as told (station_id, control_id, control_type, is_default, at)
           where d.station_id = told.station_id and d.cleared_at is null
             and greatest(d.set_at, d.reported_at) <= told.at
             and d.control_id = coalesce(told.control_id, d.control_id)
             and (told.control_type is null or d.control_type = told.control_type)
             and (told.is_default is null or d.is_default = told.is_default)
           returning d.station_id as station, d.control_id as "controlId", d.cleared_at as at`,
    values: columns(rows, ['station', 'controlId', 'controlType', 'isDefault', 'at']),
  });
  for (const { station, controlId, at } of cleared)
    emit({ station, type: 'DERControlsChanged', at, data: { set: [], cleared: [controlId] } });
}
