import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isMissing } from '../connections/sql-text.js';

@ObjectType({
  description: 'A stream over which a station sends the values of a monitor in bulk (OCPP 2.1).',
})
export class EventStream {
  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, { description: 'Its number at the station.' })
  streamId!: string;

  @Field(() => ID, { nullable: true, description: 'Number of the monitor whose values it carries.' })
  monitorId!: string | null;

  @Field(() => Int, { nullable: true, description: 'The longest between two messages, in seconds.' })
  interval!: number | null;

  @Field(() => Int, { nullable: true, description: 'The most values in one message.' })
  values!: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'How many values the station still had to send, by its last message.',
  })
  pending!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was opened.' })
  openedAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was closed; null while it is open.' })
  closedAt!: Date | null;
}

@InputType({ description: 'Which streams.' })
export class EventStreamFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is open.' })
  open?: boolean;
}

export const eventStreamNoun: Noun<EventStream, EventStreamFilter, 'STATION'> = {
  from: 'event_stream u',
  columns:
    'u.station_id, u.stream_id, u.monitor_id, u.interval, u.values, u.pending, u.opened_at, u.closed_at',
  unique: [
    { sql: 'u.station_id', type: 'text' },
    { sql: 'u.stream_id', type: 'bigint' },
  ],
  orders: { STATION: { sql: 'u.station_id', type: 'text', about: 'Station, then number.' } },
  usual: { field: 'STATION', direction: 'ASC' },
  conditions: { stationId: is('u.station_id'), open: isMissing('u.closed_at') },
  row: EventStream,
};

export const eventStreamList = listTypes('EventStream', eventStreamNoun, EventStreamFilter);

@ObjectType({ description: 'A value that came over a stream.' })
export class StreamedValue {
  @Field(() => ID, { description: 'Its number here.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, { description: 'Number of the stream at the station.' })
  streamId!: string;

  @Field(() => ID, { nullable: true, description: 'Number of the monitor whose value it is.' })
  monitorId!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was measured, by the station’s clock.' })
  measuredAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When it came in.' })
  receivedAt!: Date;

  @Field({ description: 'The value.' })
  value!: string;
}

@InputType({ description: 'Which streamed values.' })
export class StreamedValueFilter {
  @Field(() => ID, { description: 'Of this station.' })
  stationId!: string;

  @Field(() => ID, { nullable: true, description: 'Over the stream of this number.' })
  streamId?: string;

  @Field(() => ID, { nullable: true, description: 'Of the monitor of this number.' })
  monitorId?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Measured at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Measured before this time.' })
  to?: Date;
}

export const streamedValueNoun: Noun<StreamedValue, StreamedValueFilter, 'MEASURED_AT'> = {
  from: 'event_stream_value p',
  columns: 'p.id, p.station_id, p.stream_id, p.monitor_id, p.measured_at, p.received_at, p.value',
  unique: [{ sql: 'p.id', type: 'bigint' }],
  orders: { MEASURED_AT: { sql: 'p.measured_at', type: 'timestamptz', about: 'When it was measured.' } },
  usual: { field: 'MEASURED_AT', direction: 'DESC' },
  conditions: {
    stationId: is('p.station_id'),
    streamId: is('p.stream_id', 'bigint'),
    monitorId: is('p.monitor_id', 'bigint'),
    from: from('p.measured_at'),
    to: before('p.measured_at'),
  },
  row: StreamedValue,
};

export const streamedValueList = listTypes('StreamedValue', streamedValueNoun, StreamedValueFilter);
