import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf, isMissing } from '../connections/sql-text.js';

@ObjectType({ description: 'A limit that somebody other than this system set at a station.' })
export class ExternalChargingLimit {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => Int, { description: 'The EVSE that is limited; 0 for the whole station.' })
  evseId!: number;

  @Field({ description: 'Who set it: EMS, SO, Other, …' })
  source!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether the grid depends on it.' })
  gridCritical!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it comes from local generation and adds to what may be drawn (OCPP 2.1).',
  })
  localGeneration!: boolean | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The limits over time, as sent (ChargingScheduleType).',
  })
  schedules!: unknown;

  @Field(() => GraphQLDateTime, { description: 'When the station told of it.' })
  notifiedAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was lifted; null while it holds.' })
  clearedAt!: Date | null;
}

@InputType({ description: 'Which limits that others set.' })
export class ExternalChargingLimitFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => Int, { nullable: true, description: 'At the EVSE of this number.' })
  evseId?: number;

  @Field(() => [String], { nullable: true, description: 'Set by one of these.' })
  source?: string[];

  @Field(() => Boolean, { nullable: true, description: 'Whether it holds now.' })
  holds?: boolean;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Told at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Told before this time.' })
  to?: Date;
}

export const externalChargingLimitNoun: Noun<
  ExternalChargingLimit,
  ExternalChargingLimitFilter,
  'NOTIFIED_AT'
> = {
  from: 'external_charging_limit x',
  columns: `x.id, x.station_id, x.evse_id, x.source, x.grid_critical, x.local_generation, x.schedules, x.notified_at,
    x.cleared_at`,
  unique: [{ sql: 'x.id', type: 'bigint' }],
  orders: {
    NOTIFIED_AT: { sql: 'x.notified_at', type: 'timestamptz', about: 'When the station told of it.' },
  },
  usual: { field: 'NOTIFIED_AT', direction: 'DESC' },
  conditions: {
    stationId: is('x.station_id'),
    evseId: is('x.evse_id', 'integer'),
    source: isAnyOf('x.source'),
    holds: isMissing('x.cleared_at'),
    from: from('x.notified_at'),
    to: before('x.notified_at'),
  },
  row: ExternalChargingLimit,
};

export const externalChargingLimitList = listTypes(
  'ExternalChargingLimit',
  externalChargingLimitNoun,
  ExternalChargingLimitFilter,
);
