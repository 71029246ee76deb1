import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';
import { words } from '../connections/words.js';

export const DisplayMessageStatus = words('DisplayMessageStatus', 'How a message to show stands.', {
  ACTIVE: 'The station has it.',
  EXPIRED: 'Its time is over.',
  REJECTED: 'The station refused it.',
  CLEARED: 'It was cleared.',
  NOT_REPORTED: 'The station did not report it when it was asked what it shows.',
  TRANSACTION_ENDED: 'It was for a transaction that is over.',
});
export type DisplayMessageStatus = keyof typeof DisplayMessageStatus;

/** Nobody tells when the time of a message is over. */
const status = `case when p.status = 'ACTIVE' and p.ends_at < now() then 'EXPIRED' else p.status end`;

@ObjectType({ description: 'A message that a station shows, will show, showed, or refused.' })
export class DisplayMessage {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, { description: 'Its number at the station.' })
  messageId!: string;

  @Field({ description: 'AlwaysFront, InFront or NormalCycle.' })
  priority!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The state of the station in which it is shown; null for any.',
  })
  state!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'From when it is shown; null for at once.' })
  startsAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Until when it is shown; null for always.' })
  endsAt!: Date | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The transaction during which it is shown, as the station calls it.',
  })
  transactionId!: string | null;

  @Field({ description: 'ASCII, HTML, URI, UTF8 or QRCODE.' })
  format!: string;

  @Field(() => String, { nullable: true, description: 'Language (RFC 5646).' })
  language!: string | null;

  @Field({ description: 'The message.' })
  content!: string;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The same in further languages (OCPP 2.1, MessageContentType).',
  })
  furtherContents!: unknown;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The component that shows it; null for the main display (ComponentType).',
  })
  display!: unknown;

  @Field(() => ID, { nullable: true, description: 'The requestId of the report it comes from.' })
  requestId!: string | null;

  @Field(() => DisplayMessageStatus, { description: 'How it stands.' })
  status!: DisplayMessageStatus;

  @Field(() => String, {
    nullable: true,
    description:
      'What the station answered when it was last given a message of this number: Accepted, NotSupportedPriority, UnknownTransaction, …; null where it only reported it.',
  })
  answer!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the station took it from this system.' })
  setAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when it is shown no more.' })
  endedAt!: Date | null;

  @Field(() => GraphQLDateTime, { description: 'When the station last reported it, or answered to it.' })
  reportedAt!: Date;
}

@InputType({ description: 'Which messages on displays.' })
export class DisplayMessageFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => ID, { nullable: true, description: 'Of this number at its station.' })
  messageId?: string;

  @Field(() => ID, { nullable: true, description: 'Last reported in answer to this requestId.' })
  requestId?: string;

  @Field(() => [DisplayMessageStatus], { nullable: true, description: 'Standing so.' })
  status?: DisplayMessageStatus[];

  @Field(() => [String], { nullable: true, description: 'Of one of these priorities.' })
  priority?: string[];

  @Field(() => [String], { nullable: true, description: 'Shown in one of these states.' })
  state?: string[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Last reported at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Last reported before this time.' })
  to?: Date;
}

export const displayMessageNoun: Noun<DisplayMessage, DisplayMessageFilter, 'REPORTED_AT'> = {
  from: 'display_message p',
  columns: `p.id, p.station_id, p.message_id, p.priority, p.state, p.starts_at, p.ends_at, p.transaction_id,
    p.format, p.language, p.content, p.further_contents, p.display, p.request_id, ${status} as status,
    p.answer, p.set_at, p.ended_at, p.reported_at`,
  unique: [{ sql: 'p.id', type: 'bigint' }],
  orders: {
    REPORTED_AT: { sql: 'p.reported_at', type: 'timestamptz', about: 'When it was last reported.' },
  },
  usual: { field: 'REPORTED_AT', direction: 'DESC' },
  conditions: {
    stationId: is('p.station_id'),
    messageId: is('p.message_id', 'bigint'),
    requestId: is('p.request_id', 'bigint'),
    status: isAnyOf(`(${status})`),
    priority: isAnyOf('p.priority'),
    state: isAnyOf('p.state'),
    from: from('p.reported_at'),
    to: before('p.reported_at'),
  },
  row: DisplayMessage,
};

export const displayMessageList = listTypes('DisplayMessage', displayMessageNoun, DisplayMessageFilter);
