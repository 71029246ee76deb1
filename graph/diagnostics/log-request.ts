import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { LongRequestState, shownState } from '../commands/long-request.js';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';
import { LogKind } from './log-status.js';

@ObjectType({ description: 'A request for a log, and what came of it.' })
export class LogRequest {
  @Field(() => ID, { description: 'Its number here.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => LogKind, { description: 'Which way it was asked.' })
  kind!: LogKind;

  @Field(() => String, {
    nullable: true,
    description: 'Which log, in OCPP’s word (DiagnosticsLog, …); null for GetDiagnostics of OCPP 1.6.',
  })
  logType!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Its requestId on the wire; null for GetDiagnostics of OCPP 1.6.',
  })
  requestId!: string | null;

  @Field(() => ID, { description: 'The command that asked for it.' })
  commandId!: string;

  @Field(() => String, { nullable: true, description: 'What the station calls its file.' })
  fileName!: string | null;

  @Field(() => LongRequestState, { description: 'How far it is.' })
  state!: LongRequestState;

  @Field(() => String, { nullable: true, description: 'The status it answered the request with.' })
  answerStatus!: string | null;

  @Field(() => String, { nullable: true, description: 'Its newest step, in OCPP’s word.' })
  status!: string | null;

  @Field(() => String, { nullable: true, description: 'Why, in the station’s words (OCPP 2.1).' })
  info!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When its first step was told.' })
  startedAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was over.' })
  endedAt!: Date | null;
}

@InputType({ description: 'Which requests for logs.' })
export class LogRequestFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => LogKind, { nullable: true, description: 'Of this kind.' })
  kind?: LogKind;

  @Field(() => ID, { nullable: true, description: 'Of this requestId.' })
  requestId?: string;

  @Field(() => [LongRequestState], { nullable: true, description: 'In one of these states.' })
  state?: LongRequestState[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Asked for at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Asked for before this time.' })
  to?: Date;
}

export const logRequestNoun: Noun<LogRequest, LogRequestFilter, 'CREATED_AT'> = {
  from: 'log_request r left join command d on d.id = r.command_id',
  columns: `r.id, r.station_id, r.kind, r.log_type, r.request_id, r.command_id, r.file_name, ${shownState} as state,
    r.answer_status, r.status, r.info, r.created_at, r.started_at, r.ended_at`,
  unique: [{ sql: 'r.id', type: 'bigint' }],
  orders: { CREATED_AT: { sql: 'r.created_at', type: 'timestamptz', about: 'When it was asked for.' } },
  usual: { field: 'CREATED_AT', direction: 'DESC' },
  conditions: {
    stationId: is('r.station_id'),
    kind: is('r.kind'),
    requestId: is('r.request_id', 'bigint'),
    state: isAnyOf(`(${shownState})`),
    from: from('r.created_at'),
    to: before('r.created_at'),
  },
  row: LogRequest,
};

export const logRequestList = listTypes('LogRequest', logRequestNoun, LogRequestFilter);
