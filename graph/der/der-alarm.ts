import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';

@ObjectType({ description: 'The grid left its bounds, or came back, while a station feeds it.' })
export class DERAlarm {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field({ description: 'What noticed it: HVMustTrip, LFMustTrip, …' })
  controlType!: string;

  @Field(() => String, { nullable: true, description: 'What is wrong: OverVoltage, UnderFrequency, …' })
  gridEventFault!: string | null;

  @Field({ description: 'Whether it is over.' })
  ended!: boolean;

  @Field(() => String, { nullable: true, description: 'What the station says about it.' })
  info!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When, by the station’s clock.' })
  at!: Date;
}

@InputType({ description: 'Which alarms of the grid.' })
export class DERAlarmFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => [String], { nullable: true, description: 'Noticed by one of these.' })
  controlType?: string[];

  @Field(() => Boolean, { nullable: true, description: 'Whether it is told as over.' })
  ended?: boolean;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Told at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Told before this time.' })
  to?: Date;
}

export const derAlarmNoun: Noun<DERAlarm, DERAlarmFilter, 'AT'> = {
  from: 'der_alarm a',
  columns: 'a.id, a.station_id, a.control_type, a.grid_event_fault, a.ended, a.info, a.at',
  unique: [{ sql: 'a.id', type: 'bigint' }],
  orders: {
    AT: { sql: 'a.at', type: 'timestamptz', about: 'When it was told.' },
  },
  usual: { field: 'AT', direction: 'DESC' },
  conditions: {
    stationId: is('a.station_id'),
    controlType: isAnyOf('a.control_type'),
    ended: is('a.ended', 'boolean'),
    from: from('a.at'),
    to: before('a.at'),
  },
  row: DERAlarm,
};

export const derAlarmList = listTypes('DERAlarm', derAlarmNoun, DERAlarmFilter);
