import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { byCommandId, Command, commandNoun } from '../commands/command.js';
import type { Context } from '../server/context.js';
import { byTransactionRef, Transaction, transactionNoun } from '../transactions/transaction.js';
import { CommandUpdated, MeterValuesReceived } from './message-events.js';
import { TransactionChanged } from './transaction-events.js';

@Resolver(() => TransactionChanged)
export class TransactionChangedResolver {
  // Not named after the event's own property, whose field (transactionRef) would be resolved by this then.
  @FieldResolver(() => Transaction, {
    name: 'transaction',
    nullable: true,
    description: 'The transaction as it stands now.',
  })
  transactionNow(@Root() event: TransactionChanged, @Ctx() { load }: Context): Promise<Transaction | null> {
    return load.one(transactionNoun, byTransactionRef, event.transaction);
  }
}

@Resolver(() => MeterValuesReceived)
export class MeterValuesReceivedResolver {
  @FieldResolver(() => Transaction, {
    name: 'transaction',
    nullable: true,
    description: 'The transaction as it stands now.',
  })
  transactionNow(@Root() event: MeterValuesReceived, @Ctx() { load }: Context): Promise<Transaction | null> {
    return load.one(transactionNoun, byTransactionRef, event.transaction);
  }
}

@Resolver(() => CommandUpdated)
export class CommandUpdatedResolver {
  @FieldResolver(() => Command, { nullable: true, description: 'The command as it stands now.' })
  command(@Root() { commandId }: CommandUpdated, @Ctx() { load }: Context): Promise<Command | null> {
    return load.one(commandNoun, byCommandId, commandId);
  }
}
