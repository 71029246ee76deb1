import { GraphQLDateTime } from 'graphql-scalars';
import { Ctx, Field, FieldResolver, Float, ID, InputType, ObjectType, Resolver, Root } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is } from '../connections/sql-text.js';
import { StationEvent } from '../events/station-event.js';
import type { Context } from '../server/context.js';
import { stationLists } from '../stations/station-list.js';
import { Transaction } from './transaction.js';

@ObjectType({
  description:
    'What a station said of a transaction when it was asked, and took of what it was told (OCPP 2.x).',
})
export class TransactionExchange {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The transaction, as the station calls it; null for the station as a whole.',
  })
  transactionId!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it goes on, by the station; null where it was not asked.',
  })
  ongoing!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the station had messages about it still to send; null where it was not asked.',
  })
  messagesInQueue!: boolean | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it said so.' })
  checkedAt!: Date | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The cost that the driver was last shown, in the currency of the station.',
  })
  totalCost!: number | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the station took the cost.' })
  costToldAt!: Date | null;

  @Field(() => [String], {
    nullable: true,
    description: 'How energy may flow: DC, AC_BPT, …; null where the station was never told (OCPP 2.1).',
  })
  allowedEnergyTransfer!: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'The station’s last word to that: Accepted or Rejected.',
  })
  transferAnswer!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it said that.' })
  transferToldAt!: Date | null;

  @Field(() => GraphQLDateTime, { description: 'When anything of this last changed.' })
  updatedAt!: Date;
}

@InputType({ description: 'Which exchanges about transactions.' })
export class TransactionExchangeFilter {
  @Field(() => ID, { nullable: true, description: 'With this station.' })
  stationId?: string;

  @Field(() => ID, { nullable: true, description: 'About the transaction that the station calls so.' })
  transactionId?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Last changed at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Last changed before this time.' })
  to?: Date;
}

const noun: Noun<TransactionExchange, TransactionExchangeFilter, 'UPDATED_AT'> = {
  from: 'transaction_exchange xc',
  columns: `xc.id, xc.station_id, nullif(xc.transaction_id, '') as transaction_id, xc.ongoing, xc.messages_in_queue,
    xc.checked_at, xc.total_cost, xc.cost_told_at, xc.allowed_energy_transfer, xc.transfer_answer, xc.transfer_told_at,
    xc.updated_at`,
  unique: [{ sql: 'xc.id', type: 'bigint' }],
  orders: { UPDATED_AT: { sql: 'xc.updated_at', type: 'timestamptz', about: 'When it last changed.' } },
  usual: { field: 'UPDATED_AT', direction: 'DESC' },
  conditions: {
    stationId: is('xc.station_id'),
    transactionId: is('xc.transaction_id'),
    from: from('xc.updated_at'),
    to: before('xc.updated_at'),
  },
  row: TransactionExchange,
};

export const [TransactionExchangeResolver, StationTransactionExchangesResolver] = stationLists(
  listTypes('TransactionExchange', noun, TransactionExchangeFilter),
  {
    name: 'transactionExchanges',
    description: 'What stations said of transactions when they were asked, and took of what they were told',
    row: TransactionExchange,
    column: 'xc.station_id',
  },
);

@Resolver(() => Transaction)
export class ExchangeOfTransactionResolver {
  @FieldResolver(() => TransactionExchange, {
    nullable: true,
    description: 'What its station said of it when it was asked, and took of what it was told.',
  })
  exchange(
    @Root() { stationId, transactionId }: Transaction,
    @Ctx() { load }: Context,
  ): Promise<TransactionExchange | null> {
    const key = { sql: `xc.station_id || '|' || xc.transaction_id`, type: 'text' } as const;
    return load.one(noun, key, transactionId ? `${stationId}|${transactionId}` : null);
  }
}

@ObjectType({ implements: StationEvent, description: 'A station said whether a transaction goes on.' })
export class TransactionChecked extends StationEvent {
  @Field(() => ID, { nullable: true, description: 'The transaction, as the station calls it; null for all.' })
  transactionId!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it goes on; null where it did not say.' })
  ongoing!: boolean | null;

  @Field({ description: 'Whether the station has messages still to send.' })
  messagesInQueue!: boolean;
}

@ObjectType({ implements: StationEvent, description: 'A station took the cost to show a driver.' })
export class CostTold extends StationEvent {
  @Field(() => ID, { nullable: true, description: 'The transaction, as the station calls it.' })
  transactionId!: string | null;

  @Field(() => Float, { description: 'The cost so far, in the currency of the station.' })
  totalCost!: number;
}

@ObjectType({
  implements: StationEvent,
  description: 'A station was told how energy may flow in a transaction.',
})
export class AllowedEnergyTransferTold extends StationEvent {
  @Field(() => ID, { nullable: true, description: 'The transaction, as the station calls it.' })
  transactionId!: string | null;

  @Field(() => [String], { description: 'How energy may flow.' })
  allowedEnergyTransfer!: string[];

  @Field({ description: 'The station’s word: Accepted or Rejected.' })
  answer!: string;
}
