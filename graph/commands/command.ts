import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';
import { words } from '../connections/words.js';
import { OcppVersion } from '../stations/words.js';

export const CommandState = words('CommandState', 'How far a command has come.', {
  QUEUED: 'The station is offline; it goes out when the station is back.',
  SENT: 'It is on its way; no answer yet.',
  ANSWERED: 'The station answered.',
  CALL_ERROR: 'The station answered with an error.',
  TIMED_OUT: 'The station did not answer in time. A late answer still completes it.',
  OFFLINE: 'The station was not there.',
  EXPIRED: 'It waited for the station until its time had passed, or was cancelled.',
});
export type CommandState = keyof typeof CommandState;

@ObjectType({ description: 'A call to a station and its outcome.' })
export class Command {
  @Field(() => ID, { description: 'Its id, also the message id on the wire.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field({ description: 'The OCPP action.' })
  action!: string;

  @Field(() => OcppVersion, { description: 'The OCPP version it is written in.' })
  ocppVersion!: OcppVersion;

  @Field(() => GraphQLJSON, { description: 'The payload of the call.' })
  payload!: Record<string, unknown>;

  @Field(() => CommandState, { description: 'How far it has come.' })
  state!: CommandState;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The payload of the station’s answer, as it came.',
  })
  answer!: unknown;

  @Field(() => String, { nullable: true, description: 'Error code of the station’s CALLERROR.' })
  errorCode!: string | null;

  @Field(() => String, { nullable: true, description: 'What went wrong, in words.' })
  errorDescription!: string | null;

  @Field({ description: 'Whether the answer came after it had timed out.' })
  late!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The caller’s key: the same key never makes a second call.',
  })
  idempotencyKey!: string | null;

  @Field(() => String, { nullable: true, description: 'Who asked for it.' })
  requestedBy!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Number of a remote start, by which its transaction is found.',
  })
  remoteStartId!: string | null;

  @Field(() => Int, { description: 'How long the station may take to answer, in milliseconds.' })
  timeoutMs!: number;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Until when it waits for the station.' })
  expiresAt!: Date | null;

  @Field(() => GraphQLDateTime, { description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it went out to the station.' })
  sentAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the answer came in.' })
  answeredAt!: Date | null;

  @Field(() => Int, { nullable: true, description: 'Time from sending to answer, in milliseconds.' })
  latencyMs(): number | null {
    return this.answeredAt && this.sentAt && this.answeredAt.getTime() - this.sentAt.getTime();
  }
}

@InputType({ description: 'Which commands.' })
export class CommandFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these ids.' })
  ids?: string[];

  @Field(() => ID, { nullable: true, description: 'To this station.' })
  stationId?: string;

  @Field(() => [String], { nullable: true, description: 'Of these OCPP actions.' })
  action?: string[];

  @Field(() => [CommandState], { nullable: true, description: 'In one of these states.' })
  state?: CommandState[];

  @Field(() => String, { nullable: true, description: 'Asked for by this person.' })
  requestedBy?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Asked for at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Asked for before this time.' })
  to?: Date;
}

export const commandNoun: Noun<Command, CommandFilter, 'CREATED_AT'> = {
  from: 'command d',
  columns: `d.id, d.station_id, d.action, d.ocpp_version, d.payload, d.state, d.answer, d.error_code,
    d.error_description, d.late, d.idempotency_key, d.requested_by, d.remote_start_id, d.timeout_ms, d.expires_at,
    d.created_at, d.sent_at, d.answered_at`,
  unique: [{ sql: 'd.id', type: 'uuid' }],
  orders: { CREATED_AT: { sql: 'd.created_at', type: 'timestamptz', about: 'When it was asked for.' } },
  usual: { field: 'CREATED_AT', direction: 'DESC' },
  conditions: {
    ids: isAnyOf('d.id', 'uuid'),
    stationId: is('d.station_id'),
    action: isAnyOf('d.action'),
    state: isAnyOf('d.state'),
    requestedBy: is('d.requested_by'),
    from: from('d.created_at'),
    to: before('d.created_at'),
  },
  row: Command,
};

export const commandList = listTypes('Command', commandNoun, CommandFilter);
export const byCommandId = { sql: 'd.id', type: 'uuid' } as const;
