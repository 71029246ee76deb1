import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { is, isAnyOf } from '../connections/sql-text.js';
import { words } from '../connections/words.js';

export const CampaignStationState = words('CampaignStationState', 'Where a station of a campaign stands.', {
  PENDING: 'It is still to be asked, for the first time or again.',
  UNDER_WAY: 'It was asked; firmware and logs are under way until their end is told.',
  DONE: 'It has done it: agreed, or, of firmware and logs, Installed, Published or Uploaded.',
  FAILED: 'It refused, failed or did not answer, as often as it was asked.',
  SKIPPED: 'It was left out: its version can’t be asked that, or it was offline.',
  EXPIRED: 'It could not be asked before the campaign expired.',
  CANCELED: 'It was not asked, since the campaign was called off.',
});
export type CampaignStationState = keyof typeof CampaignStationState;

@ObjectType({ description: 'A station of a campaign, and how it went there.' })
export class CampaignStation {
  @Field(() => ID, { description: 'The campaign.' })
  campaignId!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => CampaignStationState, { description: 'Where it stands.' })
  state!: CampaignStationState;

  @Field(() => String, { nullable: true, description: 'Why, in words.' })
  reason!: string | null;

  @Field(() => Int, { description: 'How often it was asked; commands that never reached it do not count.' })
  attempts!: number;

  @Field(() => ID, { nullable: true, description: 'The newest command it was given.' })
  commandId!: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'While PENDING: when it may be asked, at the earliest.',
  })
  dueAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was asked for the first time.' })
  startedAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it came to an end.' })
  endedAt!: Date | null;
}

@InputType({ description: 'Which stations of campaigns.' })
export class CampaignStationFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these stations.' })
  stationIds?: string[];

  @Field(() => ID, { nullable: true, description: 'Of this campaign.' })
  campaignId?: string;

  @Field(() => [CampaignStationState], { nullable: true, description: 'In one of these states.' })
  state?: CampaignStationState[];
}

export const campaignStationNoun: Noun<
  CampaignStation,
  CampaignStationFilter,
  'STATION_ID' | 'STARTED_AT' | 'ENDED_AT'
> = {
  from: 'campaign_station m',
  columns: `m.campaign_id, m.station_id, m.state, m.reason, m.attempts, m.command_id,
    case m.state when 'PENDING' then m.due_at end as due_at, m.started_at, m.ended_at`,
  unique: [
    { sql: 'm.station_id', type: 'text' },
    { sql: 'm.campaign_id', type: 'bigint' },
  ],
  orders: {
    STATION_ID: { sql: 'm.station_id', type: 'text', about: 'The id of the station.' },
    STARTED_AT: {
      sql: `coalesce(m.started_at, 'infinity')`,
      type: 'timestamptz',
      about: 'When it was asked for the first time; never comes after all times.',
    },
    ENDED_AT: {
      sql: `coalesce(m.ended_at, 'infinity')`,
      type: 'timestamptz',
      about: 'When it came to an end; not yet comes after all times.',
    },
  },
  usual: { field: 'STATION_ID', direction: 'ASC' },
  conditions: {
    stationIds: isAnyOf('m.station_id'),
    campaignId: is('m.campaign_id', 'bigint'),
    state: isAnyOf('m.state'),
  },
  row: CampaignStation,
};

export const campaignStationList = listTypes('CampaignStation', campaignStationNoun, CampaignStationFilter);
