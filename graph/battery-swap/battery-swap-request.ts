import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is } from '../connections/sql-text.js';
import { StationEvent } from '../events/station-event.js';
import { stationLists } from '../stations/station-list.js';

@ObjectType({ description: 'A request to a station to give a driver batteries (OCPP 2.1).' })
export class BatterySwapRequest {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, { description: 'Its requestId; what comes of it is in `batterySwaps` under the same.' })
  requestId!: string;

  @Field({ description: 'The token of the driver.' })
  idToken!: string;

  @Field({ description: 'The station’s word: Accepted or Rejected.' })
  answer!: string;

  @Field(() => GraphQLDateTime, { description: 'When it said so.' })
  askedAt!: Date;
}

@InputType({ description: 'Which requests for battery swaps.' })
export class BatterySwapRequestFilter {
  @Field(() => ID, { nullable: true, description: 'To this station.' })
  stationId?: string;

  @Field(() => ID, { nullable: true, description: 'Of this requestId.' })
  requestId?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Answered at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Answered before this time.' })
  to?: Date;
}

const noun: Noun<BatterySwapRequest, BatterySwapRequestFilter, 'ASKED_AT'> = {
  from: 'battery_swap_request bq',
  columns: 'bq.id, bq.station_id, bq.request_id, bq.id_token, bq.answer, bq.asked_at',
  unique: [{ sql: 'bq.id', type: 'bigint' }],
  orders: { ASKED_AT: { sql: 'bq.asked_at', type: 'timestamptz', about: 'When it was answered.' } },
  usual: { field: 'ASKED_AT', direction: 'DESC' },
  conditions: {
    stationId: is('bq.station_id'),
    requestId: is('bq.request_id', 'bigint'),
    from: from('bq.asked_at'),
    to: before('bq.asked_at'),
  },
  row: BatterySwapRequest,
};

export const [BatterySwapRequestResolver, StationBatterySwapRequestsResolver] = stationLists(
  listTypes('BatterySwapRequest', noun, BatterySwapRequestFilter),
  {
    name: 'batterySwapRequests',
    description: 'Requests for battery swaps, newest first',
    row: BatterySwapRequest,
    column: 'bq.station_id',
  },
);

@ObjectType({ implements: StationEvent, description: 'A station was asked to give a driver batteries.' })
export class BatterySwapRequested extends StationEvent {
  @Field(() => ID, { nullable: true, description: 'The requestId.' })
  requestId!: string | null;

  @Field({ description: 'The token of the driver.' })
  idToken!: string;

  @Field({ description: 'The station’s word: Accepted or Rejected.' })
  answer!: string;
}
