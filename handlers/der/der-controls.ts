import type { Keeping, Told } from '../action.js';
import { insertion, lastOfEach, orChange, type Target } from '../insertion.js';

export interface DerControl {
  controlId: string;
  controlType: string;
  isDefault: boolean | null;
  isSuperseded: boolean | null;
  /** The whole of it, as sent. */
  control: object;
}

/** A part of what a station answers to GetDERControl. */
export interface DerReport {
  requestId: string | null;
  controls: DerControl[];
  /** Whether it is the last part. */
  complete: boolean;
}

interface Reported extends DerControl {
  stationId: string;
  requestId: string | null;
  reportedAt: Date;
  clearedAt: null;
}

const reported: Target<Reported> = {
  table: 'der_control',
  columns: {
    stationId: 'text',
    controlId: 'text',
    controlType: 'text',
    isDefault: 'boolean',
    isSuperseded: 'boolean',
    control: 'jsonb',
    requestId: 'bigint',
    reportedAt: 'timestamptz',
    clearedAt: 'timestamptz',
  },
};
const report = insertion(reported, orChange(reported, ['stationId', 'controlId'], ['reportedAt']));

/** Keeps the controls of stations, as they report them. */
export async function keepDerReports(told: Told<DerReport>[], { tx, emit }: Keeping): Promise<null[]> {
  const rows = told.flatMap(({ station, receivedAt, fact: { requestId, controls } }) =>
    controls.map((control) => ({
      ...{ ...control, stationId: station, requestId, reportedAt: receivedAt, clearedAt: null },
    })),
  );
  const news = await report(
    tx,
    lastOfEach(rows, ({ stationId, controlId }) => [stationId, controlId]),
  );
  const changed = new Set(news.map(({ stationId }) => stationId));
  for (const { station, receivedAt, fact } of told) {
    const { requestId, controls, complete } = fact;
    if (controls.length > 0 && !changed.has(station)) continue;
    const controlIds = controls.map(({ controlId }) => controlId);
    emit({ station, type: 'DERControlsReported', at: receivedAt, data: { requestId, controlIds, complete } });
  }
  return told.map(() => null);
}

/** A control begins to work, or ceases to. */
export interface DerStart {
  controlId: string;
  started: boolean;
  /** Controls that this one takes the place of. */
  supersededIds: string[];
  at: Date;
}

interface Started {
  stationId: string;
  controlId: string;
  started: boolean;
  startedAt: Date;
}

const starting: Target<Started> = {
  table: 'der_control',
  columns: { stationId: 'text', controlId: 'text', started: 'boolean', startedAt: 'timestamptz' },
};
const start = insertion(starting, orChange(starting, ['stationId', 'controlId'], ['startedAt']));

/** Keeps which controls work; one that is not known yet is known from now on. */
export async function keepDerStarts(told: Told<DerStart>[], { tx, emit }: Keeping): Promise<null[]> {
  const keyOf = (stationId: string, controlId: string) => JSON.stringify([stationId, controlId]);
  const rows = told.map(({ station, fact: { controlId, started, at } }) => ({
    stationId: station,
    controlId,
    started,
    startedAt: at,
  }));
  const news = await start(
    tx,
    lastOfEach(rows, ({ stationId, controlId }) => [stationId, controlId]),
  );
  await supersede(tx, told);
  const changed = new Set(news.map(({ stationId, controlId }) => keyOf(stationId, controlId)));
  for (const { station, fact } of told) {
    const { controlId, started, supersededIds, at } = fact;
    if (changed.has(keyOf(station, controlId)))
      emit({ station, type: 'DERControlChanged', at, data: { controlId, started, supersededIds } });
  }
  return told.map(() => null);
}

async function supersede(tx: Keeping['tx'], told: Told<DerStart>[]): Promise<void> {
  const superseded = told.flatMap(({ station, fact }) =>
    fact.supersededIds.map((controlId) => [station, controlId]),
  );
  if (superseded.length === 0) return;
  await tx.query({
    name: 'supersede der controls',
    text: `update der_control set is_superseded = true
           where (station_id, control_id) in (select * from unnest($1::text[], $2::text[]))`,
    values: [superseded.map(([station]) => station), superseded.map(([, controlId]) => controlId)],
  });
}
