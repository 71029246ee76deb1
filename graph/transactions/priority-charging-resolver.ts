import { Ctx, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import { StationEvent } from '../events/station-event.js';
import type { Context } from '../server/context.js';
import { byTransactionRef, Transaction, transactionNoun } from './transaction.js';

@ObjectType({
  implements: StationEvent,
  description: 'A transaction charges with priority, or no longer.',
})
export class PriorityChargingChanged extends StationEvent {
  @Field(() => ID, { name: 'transactionRef', description: 'Number of the transaction here.' })
  transaction!: string;

  @Field({ description: 'Whether it has priority now.' })
  activated!: boolean;
}

@Resolver(() => PriorityChargingChanged)
export class PriorityChargingResolver {
  @FieldResolver(() => Transaction, {
    name: 'transaction',
    nullable: true,
    description: 'The transaction as it stands now.',
  })
  transactionNow(
    @Root() event: PriorityChargingChanged,
    @Ctx() { load }: Context,
  ): Promise<Transaction | null> {
    return load.one(transactionNoun, byTransactionRef, event.transaction);
  }
}
