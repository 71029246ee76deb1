import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is } from '../connections/sql-text.js';
import { StationEvent } from '../events/station-event.js';
import { stationLists } from '../stations/station-list.js';

@ObjectType({ description: 'A signal of automatic frequency restoration to a station (OCPP 2.1).' })
export class AFRRSignal {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => Int, { description: 'The signal: an index into the V2X curve of the charging profile.' })
  signal!: number;

  @Field(() => GraphQLDateTime, { description: 'From when it holds.' })
  at!: Date;

  @Field({ description: 'The station’s word: Accepted or Rejected.' })
  answer!: string;

  @Field(() => GraphQLDateTime, { description: 'When it said so.' })
  answeredAt!: Date;
}

@InputType({ description: 'Which signals of automatic frequency restoration.' })
export class AFRRSignalFilter {
  @Field(() => ID, { nullable: true, description: 'To this station.' })
  stationId?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'From this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Before this time.' })
  to?: Date;
}

const noun: Noun<AFRRSignal, AFRRSignalFilter, 'AT'> = {
  from: 'afrr_signal ar',
  columns: 'ar.id, ar.station_id, ar.signal, ar.at, ar.answer, ar.answered_at',
  unique: [{ sql: 'ar.id', type: 'bigint' }],
  orders: { AT: { sql: 'ar.at', type: 'timestamptz', about: 'From when it holds.' } },
  usual: { field: 'AT', direction: 'DESC' },
  conditions: { stationId: is('ar.station_id'), from: from('ar.at'), to: before('ar.at') },
  row: AFRRSignal,
};

export const [AFRRSignalResolver, StationAfrrSignalsResolver] = stationLists(
  listTypes('AFRRSignal', noun, AFRRSignalFilter),
  {
    name: 'afrrSignals',
    description: 'Signals of automatic frequency restoration, newest first',
    row: AFRRSignal,
    column: 'ar.station_id',
  },
);

@ObjectType({
  implements: StationEvent,
  description: 'A station follows a signal of automatic frequency restoration, or does not.',
})
export class AFRRSignalAnswered extends StationEvent {
  @Field(() => Int, { description: 'The signal.' })
  signal!: number;

  @Field({ description: 'The station’s word: Accepted or Rejected.' })
  answer!: string;
}
