import type { Keeping, Told } from '../action.js';
import { type Progress, stepsInto } from '../progress.js';
import { followUpdates } from './firmware-updates.js';

export interface FirmwareStep {
  /** PUBLISH: a local controller offers an image to the stations behind it (2.x L03). */
  kind: 'UPDATE' | 'PUBLISH';
  /** Of the request to update or publish; null where the version has none, or nobody asked. */
  requestId: string | null;
  status: string;
  reasonCode: string | null;
  info: string | null;
  /** Where a published image can be fetched. */
  locations: string[] | null;
}

const addSteps = stepsInto<FirmwareStep & Progress & { updateId: string | null }>({
  table: 'firmware_status',
  columns: {
    kind: 'text',
    requestId: 'bigint',
    status: 'text',
    reasonCode: 'text',
    info: 'text',
    locations: 'jsonb',
    updateId: 'bigint',
  },
});

/** Keeps the way of a firmware image, step by step. */
export async function keepFirmwareSteps(told: Told<FirmwareStep>[], keeping: Keeping): Promise<null[]> {
  const { tx, emit } = keeping;
  const updates = await followUpdates(told, keeping);
  const news = await addSteps(
    tx,
    told.map(({ station, receivedAt, fact }, index) => ({
      ...{ ...fact, station, at: receivedAt },
      updateId: updates[index] ?? null,
    })),
  );
  for (const { station, at, kind, ...data } of news)
    emit({ station, type: 'FirmwareStatusChanged', at, data: { firmwareKind: kind, ...data } });
  return told.map(() => null);
}
