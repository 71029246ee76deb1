import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { is, isAnyOf } from '../connections/sql-text.js';

@ObjectType({ description: 'How a station behaves towards the grid, as it reported it.' })
export class DERControl {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, { description: 'Its name at the station.' })
  controlId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What it controls: VoltVar, FreqDroop, LimitMaxDischarge, …; null until it is reported.',
  })
  controlType!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it works when no other does.' })
  isDefault!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether another has taken its place.' })
  isSuperseded!: boolean | null;

  @Field(() => GraphQLJSON, { nullable: true, description: 'The whole of it, as sent.' })
  control!: unknown;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it works now; null where that was never told.',
  })
  started!: boolean | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when it works or does not.' })
  startedAt!: Date | null;

  @Field(() => ID, { nullable: true, description: 'The requestId of the report it comes from.' })
  requestId!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was last reported.' })
  reportedAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the station took it from this system.' })
  setAt!: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when the station has it no more; null while it has.',
  })
  clearedAt!: Date | null;
}

@InputType({ description: 'Which controls towards the grid.' })
export class DERControlFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => ID, { nullable: true, description: 'Of this name at its station.' })
  controlId?: string;

  @Field(() => [String], { nullable: true, description: 'Controls one of these.' })
  controlType?: string[];

  @Field(() => Boolean, { nullable: true, description: 'Whether it works now.' })
  started?: boolean;

  @Field(() => ID, { nullable: true, description: 'Last reported in answer to this requestId.' })
  requestId?: string;
}

export const derControlNoun: Noun<DERControl, DERControlFilter, 'CONTROL_ID'> = {
  from: 'der_control d',
  columns: `d.id, d.station_id, d.control_id, d.control_type, d.is_default, d.is_superseded, d.control, d.started,
    d.started_at, d.request_id, d.reported_at, d.set_at, d.cleared_at`,
  unique: [{ sql: 'd.id', type: 'bigint' }],
  orders: {
    CONTROL_ID: { sql: 'd.control_id', type: 'text', about: 'Its name.' },
  },
  usual: { field: 'CONTROL_ID', direction: 'ASC' },
  conditions: {
    stationId: is('d.station_id'),
    controlId: is('d.control_id'),
    controlType: isAnyOf('d.control_type'),
    started: is('d.started', 'boolean'),
    requestId: is('d.request_id', 'bigint'),
  },
  row: DERControl,
};

export const derControlList = listTypes('DERControl', derControlNoun, DERControlFilter);
