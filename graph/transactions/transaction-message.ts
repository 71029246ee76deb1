import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { isAnyOf } from '../connections/sql-text.js';

@ObjectType({
  description:
    'A message of a transaction, once however often it came: TransactionEvent of 2.x, StartTransaction and StopTransaction of 1.6.',
})
export class TransactionMessage {
  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, { description: 'What makes it the same message when it comes again.' })
  eventKey!: string;

  @Field(() => ID, { description: 'Number of the transaction here.' })
  transactionRef!: string;

  @Field({ description: 'Started, Updated or Ended.' })
  eventType!: string;

  @Field(() => Int, { nullable: true, description: 'Its number within the transaction, from 0 (OCPP 2.x).' })
  seqNo!: number | null;

  @Field(() => String, { nullable: true, description: 'What made the station send it (OCPP 2.x).' })
  triggerReason!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it happened, by the station’s clock.' })
  occurredAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When it first came in.' })
  receivedAt!: Date;

  @Field({ description: 'Whether it happened while the station was offline.' })
  offline!: boolean;

  @Field({
    description: 'A second, different stop of a transaction that had ended: kept, but without effect.',
  })
  superseded!: boolean;

  @Field(() => Int, { description: 'How often it came again.' })
  repeats!: number;
}

@InputType({ description: 'Which messages of the transaction.' })
export class TransactionMessageFilter {
  @Field(() => [String], { nullable: true, description: 'Of these types: Started, Updated, Ended.' })
  eventType?: string[];
}

export const transactionMessageNoun: Noun<TransactionMessage, TransactionMessageFilter, 'OCCURRED_AT'> = {
  from: 'transaction_event v',
  columns: `v.station_id, v.event_key, v.transaction_ref, v.event_type, v.seq_no, v.trigger_reason, v.occurred_at,
    v.received_at, v.offline, v.superseded, v.repeats`,
  unique: [{ sql: 'v.event_key', type: 'text' }],
  orders: { OCCURRED_AT: { sql: 'v.occurred_at', type: 'timestamptz', about: 'When it happened.' } },
  usual: { field: 'OCCURRED_AT', direction: 'ASC' },
  conditions: { eventType: isAnyOf('v.event_type') },
  row: TransactionMessage,
};

export const transactionMessageList = listTypes(
  'TransactionMessage',
  transactionMessageNoun,
  TransactionMessageFilter,
);
