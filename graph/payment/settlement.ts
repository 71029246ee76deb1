import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';

@ObjectType({ description: 'What became of a payment at a station’s terminal.' })
export class Settlement {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, { nullable: true, description: 'The transaction it pays, as the station calls it.' })
  transactionId!: string | null;

  @Field({ description: 'The payment’s name at the payment provider.' })
  pspRef!: string;

  @Field({ description: 'Settled, Canceled, Rejected or Failed.' })
  status!: string;

  @Field(() => String, { nullable: true, description: 'What the payment provider says about it.' })
  info!: string | null;

  @Field(() => Float, { description: 'Amount, in the currency of the terminal.' })
  amount!: number;

  @Field(() => GraphQLDateTime, { description: 'When.' })
  settledAt!: Date;

  @Field(() => String, { nullable: true, description: 'Number of the receipt.' })
  receiptId!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the receipt is.' })
  receiptUrl!: string | null;

  @Field(() => String, { nullable: true, description: 'VAT number of the company on the receipt.' })
  vatNumber!: string | null;

  @Field(() => GraphQLJSON, { nullable: true, description: 'The company on the receipt (AddressType).' })
  vatCompany!: unknown;

  @Field(() => GraphQLDateTime, { description: 'When it came in.' })
  receivedAt!: Date;
}

@InputType({ description: 'Which settlements.' })
export class SettlementFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => ID, { nullable: true, description: 'Of the transaction that the station calls so.' })
  transactionId?: string;

  @Field(() => String, { nullable: true, description: 'Of the payment of this name.' })
  pspRef?: string;

  @Field(() => [String], { nullable: true, description: 'Ended so.' })
  status?: string[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Settled at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Settled before this time.' })
  to?: Date;
}

export const settlementNoun: Noun<Settlement, SettlementFilter, 'SETTLED_AT'> = {
  from: 'settlement y',
  columns: `y.id, y.station_id, y.transaction_id, y.psp_ref, y.status, y.info, y.amount, y.settled_at, y.receipt_id,
    y.receipt_url, y.vat_number, y.vat_company, y.received_at`,
  unique: [{ sql: 'y.id', type: 'bigint' }],
  orders: {
    SETTLED_AT: { sql: 'y.settled_at', type: 'timestamptz', about: 'When it was settled.' },
  },
  usual: { field: 'SETTLED_AT', direction: 'DESC' },
  conditions: {
    stationId: is('y.station_id'),
    transactionId: is('y.transaction_id'),
    pspRef: is('y.psp_ref'),
    status: isAnyOf('y.status'),
    from: from('y.settled_at'),
    to: before('y.settled_at'),
  },
  row: Settlement,
};

export const settlementList = listTypes('Settlement', settlementNoun, SettlementFilter);
