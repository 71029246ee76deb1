import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import type { EventType } from '../../platform/events/station-event.js';
import { listTypes } from '../connections/connection.js';
import { readCursor } from '../connections/cursor.js';
import type { Noun } from '../connections/noun.js';
import { before, from, isAnyOf } from '../connections/sql-text.js';
import { StationEvent, StationEventType } from './station-event.js';

@InputType({ description: 'Which events.' })
export class StationEventFilter {
  @Field(() => [ID], { nullable: true, description: 'At one of these stations.' })
  stationIds?: string[];

  @Field(() => [StationEventType], { nullable: true, description: 'Of these types.' })
  types?: EventType[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Happened at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Happened before this time.' })
  to?: Date;
}

export const stationEventNoun: Noun<StationEvent, StationEventFilter, 'REPLAY'> = {
  from: 'station_event y',
  columns: `y.xid::text || '.' || y.id as cursor, y.at, y.station_id, y.type, y.data`,
  unique: [
    { sql: 'y.xid', type: 'xid8' },
    { sql: 'y.id', type: 'bigint' },
  ],
  orders: { REPLAY: { sql: 'y.xid', type: 'xid8', about: 'The order in which subscriptions replay them.' } },
  usual: { field: 'REPLAY', direction: 'DESC' },
  // Those of transactions still open could yet come between; what is shown here stays as it is.
  always: 'y.xid < pg_snapshot_xmin(pg_current_snapshot())',
  conditions: {
    stationIds: isAnyOf('y.station_id'),
    types: isAnyOf('y.type'),
    from: from('y.at'),
    to: before('y.at'),
  },
  row: StationEvent,
  shown: ({ data, ...event }: StationEvent & { data?: object }) => ({ ...data, ...event }),
};

export const stationEventList = listTypes('StationEvent', stationEventNoun, StationEventFilter);

/** Where a replay goes on: behind an event's own cursor, or behind the one of its place in the list `events`. */
export const replayCursor = (cursor: string): string =>
  /^\d+\.\d+$/.test(cursor) ? cursor : readCursor(cursor, 'REPLAY', 2).join('.');
