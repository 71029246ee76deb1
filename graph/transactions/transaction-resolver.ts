import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { byToken, IdToken, idTokenNoun } from '../authorization/id-token.js';
import type { ArgsOf } from '../connections/connection.js';
import { meterValueList } from '../metering/meter-value.js';
import type { Context } from '../server/context.js';
import { byStationId, ChargingStation, stationNoun } from '../stations/charging-station.js';
import { byTransactionRef, Transaction, transactionList, transactionNoun } from './transaction.js';
import { transactionMessageList } from './transaction-message.js';

@Resolver(() => Transaction)
export class TransactionResolver {
  @Query(() => transactionList.Connection, { description: 'Charging transactions.' })
  transactions(
    @Args(() => transactionList.Args) args: ArgsOf<typeof transactionList>,
    @Ctx() { load }: Context,
  ): object {
    return transactionList.of(load, args);
  }

  @Query(() => Transaction, {
    nullable: true,
    description: 'One transaction; null when there is none of this number.',
  })
  transaction(
    @Arg('id', () => ID, { description: 'Its number here.' }) id: string,
    @Ctx() { load }: Context,
  ): Promise<Transaction | null> {
    return load.one(transactionNoun, byTransactionRef, id);
  }

  @FieldResolver(() => ChargingStation, { nullable: true, description: 'The station.' })
  station(@Root() { stationId }: Transaction, @Ctx() { load }: Context): Promise<ChargingStation | null> {
    return load.one(stationNoun, byStationId, stationId);
  }

  @FieldResolver(() => IdToken, {
    nullable: true,
    description: 'What is known of the token it was started with; null when it is not ours.',
  })
  idTokenDetails(@Root() { idToken }: Transaction, @Ctx() { load }: Context): Promise<IdToken | null> {
    return load.one(idTokenNoun, byToken, idToken?.toLowerCase());
  }

  @FieldResolver(() => meterValueList.Connection, { description: 'Its meter values.' })
  meterValues(
    @Root() { id }: Transaction,
    @Args(() => meterValueList.Args) args: ArgsOf<typeof meterValueList>,
    @Ctx() { load }: Context,
  ): object {
    return meterValueList.of(load, args, { column: 'm.transaction_ref', type: 'bigint', key: id });
  }

  @FieldResolver(() => transactionMessageList.Connection, { description: 'The messages it was told by.' })
  events(
    @Root() { id }: Transaction,
    @Args(() => transactionMessageList.Args) args: ArgsOf<typeof transactionMessageList>,
    @Ctx() { load }: Context,
  ): object {
    return transactionMessageList.of(load, args, { column: 'v.transaction_ref', type: 'bigint', key: id });
  }
}
