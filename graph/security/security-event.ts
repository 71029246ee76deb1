import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';

@ObjectType({ description: 'Something that touches a station’s security.' })
export class SecurityEvent {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field({
    description:
      'What happened, in OCPP’s word: FirmwareUpdated, InvalidCsmsCertificate, SettingSystemTime, …',
  })
  type!: string;

  @Field({ description: 'What the station says about it; empty for nothing.' })
  techInfo!: string;

  @Field(() => GraphQLDateTime, { description: 'When it happened, by the station’s clock.' })
  at!: Date;

  @Field(() => GraphQLDateTime, { description: 'When it came in.' })
  receivedAt!: Date;
}

@InputType({ description: 'Which security events.' })
export class SecurityEventFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => [String], { nullable: true, description: 'One of these types.' })
  type?: string[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Happened at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Happened before this time.' })
  to?: Date;
}

export const securityEventNoun: Noun<SecurityEvent, SecurityEventFilter, 'AT'> = {
  from: 'security_event v',
  columns: 'v.id, v.station_id, v.type, v.tech_info, v.at, v.received_at',
  unique: [{ sql: 'v.id', type: 'bigint' }],
  orders: {
    AT: { sql: 'v.at', type: 'timestamptz', about: 'When it happened.' },
  },
  usual: { field: 'AT', direction: 'DESC' },
  conditions: {
    stationId: is('v.station_id'),
    type: isAnyOf('v.type'),
    from: from('v.at'),
    to: before('v.at'),
  },
  row: SecurityEvent,
};

export const securityEventList = listTypes('SecurityEvent', securityEventNoun, SecurityEventFilter);
