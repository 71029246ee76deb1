import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf, isMissing } from '../connections/sql-text.js';

@ObjectType({
  description:
    'A charging profile that a station holds or held: it took it from this system, or reported it.',
})
export class ChargingProfile {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, { description: 'Its number at the station.' })
  profileId!: string;

  @Field(() => Int, { description: 'The EVSE it is for; 0 for the whole station.' })
  evseId!: number;

  @Field({ description: 'Who set it: CSO (this system), EMS, SO, Other, …' })
  source!: string;

  @Field(() => Int, { description: 'Of profiles of one purpose the highest holds.' })
  stackLevel!: number;

  @Field({
    description:
      'ChargingStationMaxProfile, TxDefaultProfile, TxProfile, ChargingStationExternalConstraints, …',
  })
  purpose!: string;

  @Field({ description: 'Absolute, Recurring, Relative or Dynamic.' })
  kind!: string;

  @Field(() => ID, { nullable: true, description: 'The transaction it is for, as the station calls it.' })
  transactionId!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'From when it holds.' })
  validFrom!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Until when it holds.' })
  validTo!: Date | null;

  @Field(() => GraphQLJSON, {
    description: 'The whole of it with its schedules, as sent (ChargingProfileType).',
  })
  profile!: unknown;

  @Field(() => ID, { nullable: true, description: 'The requestId of the report it comes from.' })
  requestId!: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the station last asked for its next values (a dynamic one, OCPP 2.1).',
  })
  updateAskedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the station was told when it last asked: Accepted or Rejected.',
  })
  updateStatus!: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The values of a dynamic one as they are now (ChargingScheduleUpdateType, OCPP 2.1).',
  })
  dynamicUpdate!: unknown;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when it has these values.' })
  dynamicUpdateAt!: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the station took it from this system; null where it was only reported.',
  })
  setAt!: Date | null;

  @Field(() => GraphQLDateTime, { description: 'When the station last reported it, or took it.' })
  reportedAt!: Date;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when it holds no more; null while it holds.',
  })
  endedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it holds no more: CLEARED, REPLACED, TRANSACTION_ENDED or NOT_REPORTED.',
  })
  endReason!: string | null;
}

@InputType({ description: 'Which charging profiles.' })
export class ChargingProfileFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => ID, { nullable: true, description: 'Of this number at its station.' })
  profileId?: string;

  @Field(() => Int, { nullable: true, description: 'For the EVSE of this number.' })
  evseId?: number;

  @Field(() => [String], { nullable: true, description: 'Set by one of these.' })
  source?: string[];

  @Field(() => [String], { nullable: true, description: 'Of one of these purposes.' })
  purpose?: string[];

  @Field(() => ID, { nullable: true, description: 'For the transaction that the station calls so.' })
  transactionId?: string;

  @Field(() => ID, { nullable: true, description: 'Last reported in answer to this requestId.' })
  requestId?: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether it holds.' })
  holds?: boolean;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Last reported at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Last reported before this time.' })
  to?: Date;
}

export const chargingProfileNoun: Noun<ChargingProfile, ChargingProfileFilter, 'REPORTED_AT'> = {
  from: 'charging_profile p',
  columns: `p.id, p.station_id, p.profile_id, p.evse_id, p.source, p.stack_level, p.purpose, p.kind,
    p.transaction_id, p.valid_from, p.valid_to, p.profile, p.request_id, p.update_asked_at, p.update_status, p.dynamic_update,
    p.dynamic_update_at, p.set_at, p.reported_at, p.ended_at, p.end_reason`,
  unique: [{ sql: 'p.id', type: 'bigint' }],
  orders: {
    REPORTED_AT: { sql: 'p.reported_at', type: 'timestamptz', about: 'When it was last reported.' },
  },
  usual: { field: 'REPORTED_AT', direction: 'DESC' },
  conditions: {
    stationId: is('p.station_id'),
    profileId: is('p.profile_id', 'bigint'),
    evseId: is('p.evse_id', 'integer'),
    source: isAnyOf('p.source'),
    purpose: isAnyOf('p.purpose'),
    transactionId: is('p.transaction_id'),
    requestId: is('p.request_id', 'bigint'),
    holds: isMissing('p.ended_at'),
    from: from('p.reported_at'),
    to: before('p.reported_at'),
  },
  row: ChargingProfile,
};

export const chargingProfileList = listTypes('ChargingProfile', chargingProfileNoun, ChargingProfileFilter);
