import { setTimeout as sleep } from 'node:timers/promises';
import { Field, ID, ObjectType } from 'type-graphql';
import { Loaders } from '../connections/loaders.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { CampaignState } from './campaign.js';
import { byCampaign, CampaignCounts, campaignCountsNoun, noCounts } from './campaign-counts.js';

@ObjectType({ description: 'How far a campaign is.' })
export class CampaignProgress {
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string;

  @Field(() => CampaignState, { description: 'Whether it goes on.' })
  state!: CampaignState;

  @Field(() => String, { nullable: true, description: 'Why it paused by itself.' })
  pauseReason!: string | null;

  @Field({ description: 'Whether all its stations have come to an end.' })
  over!: boolean;

  @Field(() => CampaignCounts, { description: 'How many stations stand where.' })
  counts!: CampaignCounts;
}

/** However many stations move, its followers hear of it no more often. */
const pauseMs = 300;

/** How it stands now, then whenever that has changed, until it is over. */
export function followProgress({ pool }: Context, id: string): AsyncIterableIterator<CampaignProgress> {
  const stop = new AbortController();
  const steps = stepsOf(pool, id, stop.signal);
  // The generator's own return() would wait for its next step first.
  const end = () => {
    stop.abort();
    return steps.return(undefined);
  };
  const iterator: AsyncIterableIterator<CampaignProgress> = {
    next: () => steps.next(),
    return: end,
    throw: end,
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}

async function* stepsOf(
  pool: Context['pool'],
  id: string,
  stop: AbortSignal,
): AsyncGenerator<CampaignProgress, undefined> {
  let seen: string | undefined;
  while (!stop.aborted) {
    const { rows } = await pool.query({
      name: 'campaign revision',
      text: `select revision, state, pause_reason, ended_at is not null as over from campaign where id = $1::bigint`,
      values: [id],
    });
    const [row] = rows;
    if (!row) {
      if (seen === undefined) throw failure('NOT_FOUND', `there is no campaign ${id}`);
      return undefined;
    }
    if (row.revision !== seen) {
      seen = row.revision;
      const counts = (await new Loaders(pool).one(campaignCountsNoun, byCampaign, id)) ?? noCounts;
      const { state, pause_reason: pauseReason, over } = row;
      yield { campaignId: id, state, pauseReason, over, counts };
    }
    if (row.over) return undefined;
    await sleep(pauseMs, undefined, { signal: stop }).catch(() => undefined);
  }
  return undefined;
}
