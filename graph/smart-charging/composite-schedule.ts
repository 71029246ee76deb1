import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is } from '../connections/sql-text.js';
import { RateUnit } from './charging-limit-input.js';

@ObjectType({ description: 'A stretch of a composite schedule.' })
export class CompositePeriod {
  @Field(() => Int, { description: 'When it begins, in seconds from the begin of the schedule.' })
  startSeconds!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'The limit: W in all, or A a phase; null where nothing limits.',
  })
  limit!: number | null;

  @Field(() => Int, { nullable: true, description: 'Over how many phases; null where none are named.' })
  phases!: number | null;
}

@ObjectType({ description: 'The schedule that a station says it works out from all its charging profiles.' })
export class CompositeSchedule {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => Int, { description: 'The EVSE; 0 for the station as a whole.' })
  evseId!: number;

  @Field({ description: 'What the station said when it was asked: Accepted or Rejected.' })
  status!: string;

  @Field(() => GraphQLDateTime, { description: 'From where its periods count.' })
  startsAt!: Date;

  @Field(() => Int, { description: 'How long it is, in seconds.' })
  durationSeconds!: number;

  @Field(() => RateUnit, {
    nullable: true,
    description: 'In what its limits are; null where there are none.',
  })
  rateUnit!: RateUnit | null;

  @Field(() => [CompositePeriod], { description: 'The limits over time.' })
  periods!: CompositePeriod[];

  @Field(() => GraphQLDateTime, { description: 'When the station said so.' })
  answeredAt!: Date;
}

@InputType({ description: 'Which composite schedules.' })
export class CompositeScheduleFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => Int, { nullable: true, description: 'Of the EVSE of this number; 0 for the station.' })
  evseId?: number;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Said at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Said before this time.' })
  to?: Date;
}

interface Sent {
  startPeriod: number;
  limit?: number;
  numberPhases?: number;
}

export const compositeScheduleNoun: Noun<CompositeSchedule, CompositeScheduleFilter, 'ANSWERED_AT'> = {
  from: 'composite_schedule y',
  columns:
    'y.id, y.station_id, y.evse_id, y.status, y.starts_at, y.duration_seconds::int, y.rate_unit, y.periods, y.answered_at',
  unique: [{ sql: 'y.id', type: 'bigint' }],
  orders: { ANSWERED_AT: { sql: 'y.answered_at', type: 'timestamptz', about: 'When the station said so.' } },
  usual: { field: 'ANSWERED_AT', direction: 'DESC' },
  conditions: {
    stationId: is('y.station_id'),
    evseId: is('y.evse_id', 'integer'),
    from: from('y.answered_at'),
    to: before('y.answered_at'),
  },
  row: CompositeSchedule,
  shown: (row) => {
    row.periods = (row.periods as unknown as Sent[]).map(({ startPeriod, limit, numberPhases }) => ({
      startSeconds: startPeriod,
      limit: limit ?? null,
      phases: numberPhases ?? null,
    }));
    return row;
  },
};

export const compositeScheduleList = listTypes(
  'CompositeSchedule',
  compositeScheduleNoun,
  CompositeScheduleFilter,
);
