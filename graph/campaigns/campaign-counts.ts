import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'How many stations of a campaign stand where.' })
export class CampaignCounts {
  @Field(() => Int, { description: 'All of them.' })
  total!: number;

  @Field(() => Int, { description: 'Still to be asked, for the first time or again.' })
  pending!: number;

  @Field(() => Int, { description: 'Asked, and not at an end.' })
  underWay!: number;

  @Field(() => Int, { description: 'Have done it.' })
  done!: number;

  @Field(() => Int, { description: 'Have failed, and are not asked again.' })
  failed!: number;

  @Field(() => Int, { description: 'Left out: of a version that can’t be asked, or offline.' })
  skipped!: number;

  @Field(() => Int, { description: 'Could not be asked before the campaign expired.' })
  expired!: number;

  @Field(() => Int, { description: 'Not asked any more, since the campaign was called off.' })
  canceled!: number;
}

const words = {
  pending: 'PENDING',
  under_way: 'UNDER_WAY',
  done: 'DONE',
  failed: 'FAILED',
  skipped: 'SKIPPED',
  expired: 'EXPIRED',
  canceled: 'CANCELED',
};

/** Read by its campaign alone: the condition reaches into the sum. */
export const campaignCountsNoun = {
  from: `(select campaign_id, count(*)::int as total, ${Object.entries(words)
    .map(([name, state]) => `(count(*) filter (where state = '${state}'))::int as ${name}`)
    .join(', ')} from campaign_station group by campaign_id) n`,
  columns: `n.total, ${Object.keys(words)
    .map((name) => `n.${name}`)
    .join(', ')}`,
  row: CampaignCounts,
};

export const byCampaign = { sql: 'n.campaign_id', type: 'bigint' } as const;

export const noCounts: CampaignCounts = {
  ...{ total: 0, pending: 0, underWay: 0, done: 0 },
  ...{ failed: 0, skipped: 0, expired: 0, canceled: 0 },
};
