import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, isAnyOf, occursIn } from '../connections/sql-text.js';
import { words } from '../connections/words.js';
import { withoutSealed } from './sealed.js';

export const CampaignState = words('CampaignState', 'Whether a campaign goes on.', {
  RUNNING: 'Stations are asked.',
  PAUSED: 'Nobody more is asked; what is under way goes to its end.',
  DONE: 'All stations have come to an end.',
  CANCELED: 'It was called off; what was under way goes to its end.',
});
export type CampaignState = keyof typeof CampaignState;

export const CampaignOffline = words('CampaignOffline', 'What becomes of stations that are not connected.', {
  WAIT: 'They are asked when they are back, until the campaign expires.',
  SKIP: 'They are left out.',
});
export type CampaignOffline = keyof typeof CampaignOffline;

@ObjectType({ description: 'A command to many stations, chosen when it was made.' })
export class Campaign {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field({ description: 'What people call it.' })
  name!: string;

  @Field(() => CampaignState, { description: 'Whether it goes on.' })
  state!: CampaignState;

  @Field(() => String, { nullable: true, description: 'Why it paused by itself.' })
  pauseReason!: string | null;

  @Field(() => GraphQLJSON, {
    description:
      'What stations are asked, by their OCPP version: action and payloads, or why such a station can’t be asked. Numbers of requests and upload URLs are put in a station at a time; secrets are masked.',
  })
  calls!: object;

  @Field(() => String, { nullable: true, description: 'The firmware version it is to bring.' })
  wantedVersion!: string | null;

  @Field(() => Int, { description: 'How many stations are under way at once, at most.' })
  concurrency!: number;

  @Field(() => CampaignOffline, { description: 'What becomes of stations that are not connected.' })
  whenOffline!: CampaignOffline;

  @Field(() => Int, { description: 'How often a station that failed is asked again.' })
  retries!: number;

  @Field(() => Int, { description: 'Wait before the second attempt, in seconds; it doubles with each.' })
  backoffSeconds!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Pauses by itself when more than this share of its stations failed, in percent.',
  })
  stopPercent!: number | null;

  @Field(() => Int, {
    description: 'How long firmware or a log may take a station from asking to the end, in seconds.',
  })
  outcomeSeconds!: number;

  @Field({ description: 'Who made it.' })
  requestedBy!: string;

  @Field(() => GraphQLDateTime, { description: 'Until when stations are asked.' })
  expiresAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When its last station came to an end.' })
  endedAt!: Date | null;
}

@InputType({ description: 'Which campaigns.' })
export class CampaignFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these numbers.' })
  ids?: string[];

  @Field(() => String, { nullable: true, description: 'This text occurs in the name, capitals or not.' })
  search?: string;

  @Field(() => [CampaignState], { nullable: true, description: 'In one of these states.' })
  state?: CampaignState[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Made at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Made before this time.' })
  to?: Date;
}

export const campaignNoun: Noun<Campaign, CampaignFilter, 'CREATED_AT'> = {
  from: 'campaign k',
  columns: `k.id, k.name, k.state, k.pause_reason, k.calls, k.wanted_version, k.concurrency, k.when_offline, k.retries,
    k.backoff_seconds, k.stop_percent, k.outcome_seconds, k.requested_by, k.expires_at, k.created_at, k.ended_at`,
  unique: [{ sql: 'k.id', type: 'bigint' }],
  orders: { CREATED_AT: { sql: 'k.created_at', type: 'timestamptz', about: 'When it was made.' } },
  usual: { field: 'CREATED_AT', direction: 'DESC' },
  conditions: {
    ids: isAnyOf('k.id', 'bigint'),
    search: occursIn('k.name'),
    state: isAnyOf('k.state'),
    from: from('k.created_at'),
    to: before('k.created_at'),
  },
  row: Campaign,
  shown: withoutSealed,
};

export const campaignList = listTypes('Campaign', campaignNoun, CampaignFilter);
export const byCampaignId = { sql: 'k.id', type: 'bigint' } as const;
