import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { isAnyOf, occursIn } from '../connections/sql-text.js';

@ObjectType({
  description: 'A message of a vendor’s own (DataTransfer) that is known here, with its schemas.',
})
export class VendorMessage {
  @Field(() => ID, { description: 'Its number here.' })
  id!: string;

  @Field({ description: 'The vendor; capitals do not count.' })
  vendorId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What kind of message, in the vendor’s word; capitals do not count. Null: what comes without one.',
  })
  messageId!: string | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'JSON schema of the data that a station sends; null: anything.',
  })
  requestSchema!: unknown;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'JSON schema of the data that a station answers to such a message of ours; null: anything.',
  })
  answerSchema!: unknown;

  @Field(() => String, { nullable: true, description: 'What people note about it.' })
  note!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was entered.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When it last changed.' })
  updatedAt!: Date;
}

@InputType({ description: 'Which messages of vendors.' })
export class VendorMessageFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these numbers.' })
  ids?: string[];

  @Field(() => String, { nullable: true, description: 'Of this vendor, capitals or not.' })
  vendorId?: string;

  @Field(() => String, { nullable: true, description: 'Of this kind, capitals or not.' })
  messageId?: string;

  @Field(() => String, { nullable: true, description: 'This text occurs in vendor, kind or note.' })
  search?: string;
}

export const vendorMessageNoun: Noun<VendorMessage, VendorMessageFilter, 'ID' | 'VENDOR_ID'> = {
  from: 'vendor_message m',
  columns:
    'm.id, m.vendor_id, m.message_id, m.request_schema, m.answer_schema, m.note, m.created_at, m.updated_at',
  unique: [{ sql: 'm.id', type: 'bigint' }],
  orders: {
    ID: { sql: 'm.id', type: 'bigint', about: 'The order in which they were entered.' },
    VENDOR_ID: { sql: 'm.vendor_id', type: 'text', about: 'The vendor.' },
  },
  usual: { field: 'ID', direction: 'ASC' },
  conditions: {
    ids: isAnyOf('m.id', 'bigint'),
    vendorId: (vendor, sql) => `lower(m.vendor_id) = lower(${sql.$(vendor, 'text')})`,
    messageId: (message, sql) => `lower(m.message_id) = lower(${sql.$(message, 'text')})`,
    search: occursIn('m.vendor_id', 'm.message_id', 'm.note'),
  },
  row: VendorMessage,
};

export const vendorMessageList = listTypes('VendorMessage', vendorMessageNoun, VendorMessageFilter);
export const byVendorMessageId = { sql: 'm.id', type: 'bigint' } as const;
