import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../server/context.js';
import { byTransactionRef, Transaction, transactionNoun } from '../transactions/transaction.js';
import { EVChargingNeeds } from './ev-charging-needs.js';
import { EVChargingSchedule } from './ev-charging-schedule.js';
import { EVChargingNeedsReported, EVChargingScheduleReported } from './smart-charging-events.js';

const field = {
  name: 'transaction',
  nullable: true,
  description: 'The transaction it belongs to.',
};

@Resolver(() => EVChargingNeeds)
export class NeedsTransactionResolver {
  @FieldResolver(() => Transaction, field)
  transaction(@Root() row: EVChargingNeeds, @Ctx() { load }: Context): Promise<Transaction | null> {
    return load.one(transactionNoun, byTransactionRef, row.transactionRef);
  }
}

@Resolver(() => EVChargingSchedule)
export class ScheduleTransactionResolver {
  @FieldResolver(() => Transaction, field)
  transaction(@Root() row: EVChargingSchedule, @Ctx() { load }: Context): Promise<Transaction | null> {
    return load.one(transactionNoun, byTransactionRef, row.transactionRef);
  }
}

@Resolver(() => EVChargingNeedsReported)
export class NeedsReportedTransactionResolver {
  @FieldResolver(() => Transaction, field)
  transactionNow(
    @Root() event: EVChargingNeedsReported,
    @Ctx() { load }: Context,
  ): Promise<Transaction | null> {
    return load.one(transactionNoun, byTransactionRef, event.transaction);
  }
}

@Resolver(() => EVChargingScheduleReported)
export class ScheduleReportedTransactionResolver {
  @FieldResolver(() => Transaction, field)
  transactionNow(
    @Root() event: EVChargingScheduleReported,
    @Ctx() { load }: Context,
  ): Promise<Transaction | null> {
    return load.one(transactionNoun, byTransactionRef, event.transaction);
  }
}
