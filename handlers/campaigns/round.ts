import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from '../../platform/database/pool.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import { log, reason } from '../../platform/log.js';
import type { Settings } from '../../platform/settings.js';
import type { Sender } from '../commands/sender.js';
import { openCampaigns } from './campaign.js';
import { takeTurn } from './turn.js';

/** Drives the campaigns: now and then, and soon after something that may move one of them. */
export interface Campaigns {
  /** Never twice at once. Never throws. */
  round(): Promise<void>;
  /** What has just happened; costs nothing while there is no campaign. */
  hear(events: NewEvent[]): void;
  stop(): Promise<void>;
}

/** What gathers in this time is looked at together. */
const gatherMs = 50;

export function driveCampaigns({
  pool,
  settings,
  sender,
}: {
  pool: Pool;
  settings: Settings;
  sender: Sender;
}): Campaigns {
  let active = false;
  let stopped = false;
  let again = false;
  let running: Promise<void> | undefined;

  const turns = async () => {
    const { rows } = await pool.query<{ id: string }>(openCampaigns);
    active = rows.length > 0;
    for (const { id } of rows) sender.announce(await takeTurn(pool, { id, settings }));
  };
  const rounds = async () => {
    do {
      again = false;
      await turns().catch((error) =>
        log.warn({ reason: reason(error) }, 'a campaign could not go on, the next round tries again'),
      );
      if (again) await sleep(gatherMs);
    } while (again && !stopped);
    running = undefined;
  };
  const round = () => {
    if (stopped) return Promise.resolve();
    again = true;
    running ??= rounds();
    return running;
  };
  return {
    round,
    hear: (events) => {
      if (active && events.some(mayMove)) void round();
    },
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

const mayMove = (event: NewEvent): boolean =>
  event.type === 'FirmwareUpdateChanged' ||
  event.type === 'LogRequestChanged' ||
  (event.type === 'CommandUpdated' && event.data.state !== 'QUEUED' && event.data.state !== 'SENT');
