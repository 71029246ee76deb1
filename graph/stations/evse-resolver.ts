import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../server/context.js';
import { Transaction, transactionNoun } from '../transactions/transaction.js';
import { byStationId, ChargingStation, stationNoun } from './charging-station.js';
import { Connector, connectorNoun, Evse } from './evse.js';

@Resolver(() => Evse)
export class EvseResolver {
  @FieldResolver(() => ChargingStation, { nullable: true, description: 'The station it is part of.' })
  station(@Root() { stationId }: Evse, @Ctx() { load }: Context): Promise<ChargingStation | null> {
    return load.one(stationNoun, byStationId, stationId);
  }

  @FieldResolver(() => [Connector], { description: 'Its connectors.' })
  async connectors(@Root() { stationId, evseId }: Evse, @Ctx() { load }: Context): Promise<Connector[]> {
    const all = await load.all(connectorNoun, { sql: 'c.station_id', type: 'text' }, stationId, {
      order: 'c.evse_id, c.connector_id',
    });
    return all.filter((connector) => connector.evseId === evseId);
  }

  @FieldResolver(() => Transaction, { nullable: true, description: 'The transaction that goes on at it.' })
  async currentTransaction(
    @Root() { stationId, evseId }: Evse,
    @Ctx() { load }: Context,
  ): Promise<Transaction | null> {
    const all = await load.all(transactionNoun, { sql: 't.station_id', type: 'text' }, stationId, {
      where: `t.status = 'ACTIVE'`,
      order: 't.started_at desc, t.id desc',
    });
    return all.find((transaction) => transaction.evseId === evseId) ?? null;
  }
}
