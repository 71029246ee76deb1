import type { Pool } from '../../platform/database/pool.js';
import { inTransactionWithEvents } from '../../platform/events/outbox.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import type { Settings } from '../../platform/settings.js';
import { type Campaign, type Counts, countStations, end, hold, noteChange, pause } from './campaign.js';
import { give } from './give.js';
import { expire, settle, skipOffline } from './settle.js';

/**
 * One turn of a campaign: what came of those asked, whether to go on, whom to ask next, whether it is over. Its row is
 * held meanwhile, so that any number of processes take turns and none asks beyond the places there are.
 */
export async function takeTurn(
  pool: Pool,
  { id, settings }: { id: string; settings: Settings },
): Promise<NewEvent[]> {
  const { events } = await inTransactionWithEvents(pool, async (tx, emit) => {
    const campaign = await hold(tx, id);
    if (!campaign) return;
    let changed = await settle(tx, campaign);
    if (campaign.expired) changed += await expire(tx, id);
    const counts = await countStations(tx, id);
    const stop = campaign.state === 'RUNNING' ? whyStop(campaign, counts) : undefined;
    if (stop !== undefined) {
      await pause(tx, id, stop);
      changed++;
    } else if (campaign.state === 'RUNNING') {
      const free = campaign.concurrency - (counts.UNDER_WAY ?? 0);
      const given = free > 0 ? await give(campaign, free, { tx, emit, settings }) : 0;
      changed += given;
      // There are places left: whoever is due and was not asked is not there.
      if (given < free && campaign.whenOffline === 'SKIP') changed += await skipOffline(tx, id);
    }
    const left = changed > 0 ? await countStations(tx, id) : counts;
    const isOver = (left.PENDING ?? 0) + (left.UNDER_WAY ?? 0) === 0;
    if (isOver) await end(tx, id);
    if (isOver || changed > 0) await noteChange(tx, id);
  });
  return events;
}

/** Why it should go no further by itself; undefined when it may. */
function whyStop({ stopPercent, forgiven }: Campaign, counts: Counts): string | undefined {
  if (stopPercent === null) return undefined;
  const { SKIPPED: skipped = 0, FAILED: failed = 0 } = counts;
  const all = Object.values(counts).reduce<number>((sum, count = 0) => sum + count, 0) - skipped;
  const fresh = failed - forgiven;
  return fresh * 100 > stopPercent * all
    ? `${fresh} of ${all} stations failed: more than ${stopPercent} percent`
    : undefined;
}
