import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';
import { words } from '../connections/words.js';

export const LogKind = words('LogKind', 'Which way a station was asked for its log.', {
  LOG: 'By GetLog.',
  DIAGNOSTICS: 'By GetDiagnostics (OCPP 1.6).',
});
export type LogKind = keyof typeof LogKind;

@ObjectType({ description: 'A step of a station on its way with the upload of a log.' })
export class LogStatus {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => LogKind, { description: 'Which way it was asked.' })
  kind!: LogKind;

  @Field(() => ID, {
    nullable: true,
    description: 'The requestId of the request it belongs to; null where the station names none.',
  })
  requestId!: string | null;

  @Field({ description: 'The step, in OCPP’s word: Uploading, Uploaded, UploadFailure, …' })
  status!: string;

  @Field(() => String, { nullable: true, description: 'Why, as a code (OCPP 2.1).' })
  reasonCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Why, in the station’s words (OCPP 2.1).' })
  info!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The request it is a step of; null when it is none of ours.',
  })
  logRequestId!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was told.' })
  at!: Date;
}

@InputType({ description: 'Which steps of uploads.' })
export class LogStatusFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => LogKind, { nullable: true, description: 'Of this kind.' })
  kind?: LogKind;

  @Field(() => ID, { nullable: true, description: 'Belongs to the request of this requestId.' })
  requestId?: string;

  @Field(() => [String], { nullable: true, description: 'One of these steps.' })
  status?: string[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Told at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Told before this time.' })
  to?: Date;
}

export const logStatusNoun: Noun<LogStatus, LogStatusFilter, 'AT'> = {
  from: 'log_status l',
  columns:
    'l.id, l.station_id, l.kind, l.request_id, l.status, l.reason_code, l.info, l.log_request_id, l.at',
  unique: [{ sql: 'l.id', type: 'bigint' }],
  orders: { AT: { sql: 'l.at', type: 'timestamptz', about: 'When it was told.' } },
  usual: { field: 'AT', direction: 'DESC' },
  conditions: {
    stationId: is('l.station_id'),
    kind: is('l.kind'),
    requestId: is('l.request_id', 'bigint'),
    status: isAnyOf('l.status'),
    from: from('l.at'),
    to: before('l.at'),
  },
  row: LogStatus,
};

export const logStatusList = listTypes('LogStatus', logStatusNoun, LogStatusFilter);
