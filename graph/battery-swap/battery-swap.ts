import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';

@ObjectType({ description: 'Batteries that a driver brought or took.' })
export class BatterySwap {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, { description: 'Number of the swap at the station; in and out have the same.' })
  requestId!: string;

  @Field({ description: 'BatteryIn, BatteryOut or BatteryOutTimeout.' })
  eventType!: string;

  @Field({ description: 'The token of the driver.' })
  idToken!: string;

  @Field(() => GraphQLJSON, { description: 'The batteries, as sent (BatteryDataType).' })
  batteries!: unknown;

  @Field(() => GraphQLDateTime, { description: 'When it was told.' })
  at!: Date;
}

@InputType({ description: 'Which battery swaps.' })
export class BatterySwapFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => ID, { nullable: true, description: 'Of this number at its station.' })
  requestId?: string;

  @Field(() => [String], { nullable: true, description: 'One of these.' })
  eventType?: string[];

  @Field(() => String, { nullable: true, description: 'With this token.' })
  idToken?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Told at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Told before this time.' })
  to?: Date;
}

export const batterySwapNoun: Noun<BatterySwap, BatterySwapFilter, 'AT'> = {
  from: 'battery_swap b',
  columns: 'b.id, b.station_id, b.request_id, b.event_type, b.id_token, b.batteries, b.at',
  unique: [{ sql: 'b.id', type: 'bigint' }],
  orders: {
    AT: { sql: 'b.at', type: 'timestamptz', about: 'When it was told.' },
  },
  usual: { field: 'AT', direction: 'DESC' },
  conditions: {
    stationId: is('b.station_id'),
    requestId: is('b.request_id', 'bigint'),
    eventType: isAnyOf('b.event_type'),
    idToken: is('b.id_token'),
    from: from('b.at'),
    to: before('b.at'),
  },
  row: BatterySwap,
};

export const batterySwapList = listTypes('BatterySwap', batterySwapNoun, BatterySwapFilter);
