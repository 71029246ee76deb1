import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { ArgsOf } from '../connections/connection.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { byStationId, ChargingStation, stationNoun } from '../stations/charging-station.js';
import { byTransactionRef, Transaction, transactionNoun } from '../transactions/transaction.js';
import { MeterValue, meterValueList } from './meter-value.js';

@Resolver(() => MeterValue)
export class MeterValueResolver {
  @Query(() => meterValueList.Connection, {
    description:
      'Samples of meters. Name at least a station, a transaction or a `from` time: there are too many of them.',
  })
  meterValues(
    @Args(() => meterValueList.Args) args: ArgsOf<typeof meterValueList>,
    @Ctx() { load }: Context,
  ): object {
    const { stationId, transaction, from } = args.filter ?? {};
    if (stationId == null && transaction == null && from == null)
      throw failure('BAD_USER_INPUT', 'name stationId, transaction or from in the filter of meterValues');
    return meterValueList.of(load, args);
  }

  @FieldResolver(() => ChargingStation, {
    nullable: true,
    description: 'The station; null when it is deleted.',
  })
  station(@Root() { stationId }: MeterValue, @Ctx() { load }: Context): Promise<ChargingStation | null> {
    return load.one(stationNoun, byStationId, stationId);
  }

  @FieldResolver(() => Transaction, { nullable: true, description: 'The transaction it belongs to.' })
  transaction(@Root() { transactionRef }: MeterValue, @Ctx() { load }: Context): Promise<Transaction | null> {
    return load.one(transactionNoun, byTransactionRef, transactionRef);
  }
}
