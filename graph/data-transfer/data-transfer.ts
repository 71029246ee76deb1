import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';
import { words } from '../connections/words.js';

export const TransferDirection = words('TransferDirection', 'Who sent a message.', {
  IN: 'The station to us.',
  OUT: 'We to the station.',
});
export type TransferDirection = keyof typeof TransferDirection;

@ObjectType({ description: 'How data break the schema that is registered for them.' })
export class DataFinding {
  @Field({ description: 'Where in the data, as a JSON pointer; empty: the whole.' })
  path!: string;

  @Field({ description: 'The rule that is broken: required, type, enum, …' })
  rule!: string;

  @Field({ description: 'In words.' })
  message!: string;
}

@ObjectType({ description: 'Something of a vendor’s own that was said (DataTransfer).' })
export class DataTransfer {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => TransferDirection, { description: 'Who sent it.' })
  direction!: TransferDirection;

  @Field({ description: 'The vendor.' })
  vendorId!: string;

  @Field(() => String, { nullable: true, description: 'What kind of message, in the vendor’s word.' })
  messageId!: string | null;

  @Field(() => GraphQLJSON, { nullable: true, description: 'Its data.' })
  data!: unknown;

  @Field({ description: 'What was answered: Accepted, Rejected, UnknownVendorId, UnknownMessageId.' })
  status!: string;

  @Field(() => GraphQLJSON, { nullable: true, description: 'The data of the station’s answer to ours.' })
  answerData!: unknown;

  @Field(() => [DataFinding], { description: 'How it breaks its schema; of ours: how the answer does.' })
  findings!: DataFinding[];

  @Field(() => Int, { description: 'How often it came, with all repetitions.' })
  times!: number;

  @Field(() => GraphQLDateTime, { description: 'When it last came, or when ours was answered.' })
  at!: Date;
}

@InputType({ description: 'Which messages of vendors that were said.' })
export class DataTransferFilter {
  @Field(() => ID, { nullable: true, description: 'With this station.' })
  stationId?: string;

  @Field(() => TransferDirection, { nullable: true, description: 'Sent by the station, or by us.' })
  direction?: TransferDirection;

  @Field(() => String, { nullable: true, description: 'Of this vendor, capitals or not.' })
  vendorId?: string;

  @Field(() => String, { nullable: true, description: 'Of this kind, capitals or not.' })
  messageId?: string;

  @Field(() => [String], { nullable: true, description: 'Answered with one of these statuses.' })
  status?: string[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'At this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Before this time.' })
  to?: Date;
}

export const dataTransferNoun: Noun<DataTransfer, DataTransferFilter, 'AT'> = {
  from: 'data_transfer x',
  columns: `x.id, x.station_id, x.direction, x.vendor_id, x.message_id, x.data, x.status, x.answer_data, x.findings,
    x.times, x.at`,
  unique: [{ sql: 'x.id', type: 'bigint' }],
  orders: { AT: { sql: 'x.at', type: 'timestamptz', about: 'When it last came, or ours was answered.' } },
  usual: { field: 'AT', direction: 'DESC' },
  conditions: {
    stationId: is('x.station_id'),
    direction: is('x.direction'),
    vendorId: (vendor, sql) => `lower(x.vendor_id) = lower(${sql.$(vendor, 'text')})`,
    messageId: (message, sql) => `lower(x.message_id) = lower(${sql.$(message, 'text')})`,
    status: isAnyOf('x.status'),
    from: from('x.at'),
    to: before('x.at'),
  },
  row: DataTransfer,
};

export const dataTransferList = listTypes('DataTransfer', dataTransferNoun, DataTransferFilter);
