import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { tokenPattern } from '../../ocpp/id-tokens.js';
import { namesOf } from '../../platform/redaction.js';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';
import { words } from '../connections/words.js';
import { OcppVersion } from '../stations/words.js';

export const MessageDirection = words('MessageDirection', 'Who began an exchange.', {
  IN: 'The station called us.',
  OUT: 'We called the station.',
});
export type MessageDirection = keyof typeof MessageDirection;

@ObjectType({
  description: 'One exchange on the wire: a call and what answered it, both as they stood there.',
})
export class StationMessage {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => GraphQLDateTime, { description: 'When the call came in or went out.' })
  receivedAt!: Date;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, { description: 'Number of the connection it came by.' })
  epoch!: string;

  @Field(() => OcppVersion, { description: 'The OCPP version of the connection.' })
  ocppVersion!: OcppVersion;

  @Field(() => MessageDirection, { description: 'Who called.' })
  direction!: MessageDirection;

  @Field(() => String, {
    nullable: true,
    description: 'The OCPP action; null when the frame could not be read.',
  })
  action!: string | null;

  @Field(() => String, { nullable: true, description: 'The message id of the call.' })
  messageId!: string | null;

  @Field(() => String, { nullable: true, description: 'The calling frame, to the letter.' })
  request!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The answering frame, to the letter; null when nothing answered.',
  })
  answer!: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The calling frame as JSON; null when it is none.',
  })
  requestJson(): unknown {
    return parsed(this.request);
  }

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The answering frame as JSON; null when it is none.',
  })
  answerJson(): unknown {
    return parsed(this.answer);
  }

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was answered.' })
  answeredAt!: Date | null;

  @Field(() => Number, { nullable: true, description: 'Time from call to answer, in milliseconds.' })
  latencyMs(): number | null {
    return this.answeredAt && this.answeredAt.getTime() - this.receivedAt.getTime();
  }

  @Field({
    description:
      'RESULT, ERROR, TIMEOUT, NONE (nothing answers such a message) or MALFORMED (the frame could not be read).',
  })
  outcome!: string;

  @Field(() => String, { nullable: true, description: 'The code of the CALLERROR that answered.' })
  errorCode!: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'How the request broke its schema and was forgiven or refused: [{path, rule, message}].',
  })
  findings!: unknown;

  @Field(() => ID, { nullable: true, description: 'The command it belongs to.' })
  commandId!: string | null;
}

const parsed = (frame: string | null): unknown => {
  try {
    return frame === null ? null : JSON.parse(frame);
  } catch {
    return null;
  }
};

@InputType({ description: 'Which exchanges.' })
export class StationMessageFilter {
  @Field(() => ID, { nullable: true, description: 'With this station.' })
  stationId?: string;

  @Field(() => [String], { nullable: true, description: 'Of these OCPP actions.' })
  action?: string[];

  @Field(() => MessageDirection, { nullable: true, description: 'Begun by this side.' })
  direction?: MessageDirection;

  @Field(() => [String], {
    nullable: true,
    description: 'With these outcomes: RESULT, ERROR, TIMEOUT, NONE, MALFORMED.',
  })
  outcome?: string[];

  @Field(() => String, { nullable: true, description: 'With this message id.' })
  messageId?: string;

  @Field(() => ID, { nullable: true, description: 'Of this command.' })
  commandId?: string;

  @Field(() => ID, { nullable: true, description: 'By the connection of this number.' })
  epoch?: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Which name this token, capitals or not; where tokens are hashed, the token itself or its hash. Say a station or a time too: all that is left is read through.',
  })
  idToken?: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether the request broke its schema.' })
  hasFindings?: boolean;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'At this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Before this time.' })
  to?: Date;
}

export const stationMessageNoun: Noun<StationMessage, StationMessageFilter, 'RECEIVED_AT'> = {
  from: 'station_message g',
  columns: `g.id, g.received_at, g.station_id, g.epoch, g.ocpp_version, g.direction, g.action, g.message_id, g.request,
    g.answer, g.answered_at, g.outcome, g.error_code, g.findings, g.command_id`,
  unique: [{ sql: 'g.id', type: 'bigint' }],
  orders: { RECEIVED_AT: { sql: 'g.received_at', type: 'timestamptz', about: 'When the call passed.' } },
  usual: { field: 'RECEIVED_AT', direction: 'DESC' },
  conditions: {
    stationId: is('g.station_id'),
    action: isAnyOf('g.action'),
    direction: is('g.direction'),
    outcome: isAnyOf('g.outcome'),
    messageId: is('g.message_id'),
    commandId: is('g.command_id', 'uuid'),
    epoch: is('g.epoch', 'bigint'),
    idToken: (token, sql) => {
      const pattern = sql.$(tokenPattern(namesOf(token.slice(0, 255))), 'text');
      return `(g.request ~* ${pattern} or g.answer ~* ${pattern})`;
    },
    hasFindings: (has) => `g.findings is ${has ? 'not ' : ''}null`,
    from: from('g.received_at'),
    to: before('g.received_at'),
  },
  row: StationMessage,
};

export const stationMessageList = listTypes('StationMessage', stationMessageNoun, StationMessageFilter);
