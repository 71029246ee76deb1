import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Keeping, Told } from '../action.js';
import { type ChangedRequest, longRequests, type StepState } from '../long-requests.js';
import type { FirmwareStep } from './firmware-statuses.js';

const requests = longRequests('firmware_update');

/** 2.x FirmwareStatusEnumType, PublishFirmwareStatusEnumType; 1.6 §7.25 and security extension §5. All else is on the way. */
const states: Record<string, StepState> = {
  Idle: null,
  Installed: 'DONE',
  Published: 'DONE',
  DownloadFailed: 'FAILED',
  InstallationFailed: 'FAILED',
  InstallVerificationFailed: 'FAILED',
  InvalidSignature: 'FAILED',
  InvalidChecksum: 'FAILED',
  PublishFailed: 'FAILED',
};

/** @returns the update that each step belongs to, null where it is none of ours */
export async function followUpdates(
  told: Told<FirmwareStep>[],
  { tx, emit }: Keeping,
): Promise<(string | null)[]> {
  const steps = told.map(({ station, receivedAt, fact: { kind, requestId, status, info } }) => ({
    ...{ station, kind, requestId, status, info, at: receivedAt },
    state: status in states ? (states[status] as StepState) : ('UNDER_WAY' as const),
  }));
  const { ids, news } = await requests.step(tx, steps);
  tellOf(news, emit);
  return ids;
}

export interface UpdateAnswer {
  accepted: boolean;
  status: string | null;
}

/** Keeps what stations answer to requests for firmware (L01.FR.24: AcceptedCanceled ends the one before). */
export async function answerUpdates(told: Told<UpdateAnswer>[], { tx, emit }: Keeping): Promise<void> {
  const answers = told.map(({ messageId, receivedAt, fact }) => ({
    ...fact,
    command: messageId,
    at: receivedAt,
  }));
  tellOf(await requests.answer(tx, answers), emit);
}

const tellOf = (news: ChangedRequest[], emit: Keeping['emit']): void => {
  for (const { id, station, ...data } of news)
    emit({ station, type: 'FirmwareUpdateChanged', at: new Date(), data: { updateId: id, ...data } });
};

export interface Booted {
  station: string;
  firmwareVersion: string | null;
  receivedAt: Date;
}

/** What a station runs after an update: the first boot after its end says so, or one on its way (InstallRebooting). */
export async function noteVersions(tx: Transaction, boots: Booted[]): Promise<void> {
  await tx.query({
    name: 'note versions after firmware updates',
    text: `update firmware_update u set version_after = b.version, booted_at = b.at
           from unnest($1::text[], $2::text[], $3::timestamptz[]) as b (station_id, version, at)
           cross join lateral (
             select id from firmware_update
             where station_id = b.station_id and kind = 'UPDATE' and state in ('UNDER_WAY', 'DONE')
             order by created_at desc, id desc limit 1
           ) newest
           where u.id = newest.id and u.started_at <= b.at
             and (u.state = 'UNDER_WAY' or u.booted_at is null or u.booted_at < u.ended_at)`,
    values: columns(boots, ['station', 'firmwareVersion', 'receivedAt']),
  });
}
