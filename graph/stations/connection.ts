import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isMissing } from '../connections/sql-text.js';
import { OcppVersion } from './words.js';

@ObjectType({ description: 'One WebSocket connection of a station, from its opening to its end.' })
export class StationConnection {
  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, { description: 'Its number; a newer connection has a higher one, over all stations.' })
  epoch!: string;

  @Field(() => ID, { description: 'The gateway process that held it.' })
  gatewayId!: string;

  @Field(() => OcppVersion, { description: 'The OCPP version that was agreed.' })
  ocppVersion!: OcppVersion;

  @Field(() => String, { nullable: true, description: 'Network address of the station.' })
  remoteAddress!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it opened.' })
  openedAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ended; null while it is open.' })
  closedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it ended, in words.' })
  closeReason!: string | null;
}

@InputType({ description: 'Which connections.' })
export class StationConnectionFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => ID, { nullable: true, description: 'Held by this gateway process.' })
  gatewayId?: string;

  @Field(() => Boolean, { nullable: true, description: 'True: open now. False: ended.' })
  open?: boolean;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Opened at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Opened before this time.' })
  to?: Date;
}

export const connectionNoun: Noun<StationConnection, StationConnectionFilter, 'OPENED_AT'> = {
  from: 'connection n',
  columns: `n.station_id, n.epoch, n.gateway_id, n.ocpp_version, n.remote_address, n.opened_at, n.closed_at,
    n.close_reason`,
  unique: [{ sql: 'n.epoch', type: 'bigint' }],
  orders: { OPENED_AT: { sql: 'n.opened_at', type: 'timestamptz', about: 'When it opened.' } },
  usual: { field: 'OPENED_AT', direction: 'DESC' },
  conditions: {
    stationId: is('n.station_id'),
    gatewayId: is('n.gateway_id'),
    open: isMissing('n.closed_at'),
    from: from('n.opened_at'),
    to: before('n.opened_at'),
  },
  row: StationConnection,
};

export const connectionList = listTypes('StationConnection', connectionNoun, StationConnectionFilter);
