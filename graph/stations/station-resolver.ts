import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { commandList } from '../commands/command.js';
import type { ArgsOf } from '../connections/connection.js';
import { byLocationId, Location, locationNoun } from '../locations/location.js';
import { stationMessageList } from '../messages/station-message.js';
import type { Context } from '../server/context.js';
import { Transaction, transactionList, transactionNoun } from '../transactions/transaction.js';
import { byStationId, ChargingStation, stationList, stationNoun } from './charging-station.js';
import { connectionList } from './connection.js';
import { Connector, connectorNoun, Evse, evseNoun } from './evse.js';

@Resolver(() => ChargingStation)
export class StationResolver {
  @Query(() => stationList.Connection, { description: 'Charging stations.' })
  stations(@Args(() => stationList.Args) args: ArgsOf<typeof stationList>, @Ctx() { load }: Context): object {
    return stationList.of(load, args);
  }

  @Query(() => ChargingStation, {
    nullable: true,
    description: 'One charging station; null when there is none of this id.',
  })
  station(
    @Arg('id', () => ID, { description: 'The id.' }) id: string,
    @Ctx() { load }: Context,
  ): Promise<ChargingStation | null> {
    return load.one(stationNoun, byStationId, id);
  }

  @FieldResolver(() => Location, { nullable: true, description: 'The location it stands at.' })
  location(@Root() { locationId }: ChargingStation, @Ctx() { load }: Context): Promise<Location | null> {
    return load.one(locationNoun, byLocationId, locationId);
  }

  @FieldResolver(() => [Evse], { description: 'Its EVSEs, as it has reported them.' })
  evses(@Root() { id }: ChargingStation, @Ctx() { load }: Context): Promise<Evse[]> {
    return load.all(evseNoun, { sql: 'e.station_id', type: 'text' }, id, { order: 'e.evse_id' });
  }

  @FieldResolver(() => [Connector], { description: 'All connectors of all its EVSEs.' })
  connectors(@Root() { id }: ChargingStation, @Ctx() { load }: Context): Promise<Connector[]> {
    return load.all(connectorNoun, { sql: 'c.station_id', type: 'text' }, id, {
      order: 'c.evse_id, c.connector_id',
    });
  }

  @FieldResolver(() => [Transaction], { description: 'The transactions that go on there, newest first.' })
  currentTransactions(@Root() { id }: ChargingStation, @Ctx() { load }: Context): Promise<Transaction[]> {
    return load.all(transactionNoun, { sql: 't.station_id', type: 'text' }, id, {
      where: `t.status = 'ACTIVE'`,
      order: 't.started_at desc, t.id desc',
    });
  }

  @FieldResolver(() => transactionList.Connection, { description: 'Its transactions.' })
  transactions(
    @Root() { id }: ChargingStation,
    @Args(() => transactionList.Args) args: ArgsOf<typeof transactionList>,
    @Ctx() { load }: Context,
  ): object {
    return transactionList.of(load, args, { column: 't.station_id', type: 'text', key: id });
  }

  @FieldResolver(() => stationMessageList.Connection, {
    description: 'What passed on the wire, its message trace.',
  })
  messages(
    @Root() { id }: ChargingStation,
    @Args(() => stationMessageList.Args) args: ArgsOf<typeof stationMessageList>,
    @Ctx() { load }: Context,
  ): object {
    return stationMessageList.of(load, args, { column: 'g.station_id', type: 'text', key: id });
  }

  @FieldResolver(() => commandList.Connection, { description: 'What it was asked to do, and its answers.' })
  commands(
    @Root() { id }: ChargingStation,
    @Args(() => commandList.Args) args: ArgsOf<typeof commandList>,
    @Ctx() { load }: Context,
  ): object {
    return commandList.of(load, args, { column: 'd.station_id', type: 'text', key: id });
  }

  @FieldResolver(() => connectionList.Connection, { description: 'Its connections, now and before.' })
  connections(
    @Root() { id }: ChargingStation,
    @Args(() => connectionList.Args) args: ArgsOf<typeof connectionList>,
    @Ctx() { load }: Context,
  ): object {
    return connectionList.of(load, args, { column: 'n.station_id', type: 'text', key: id });
  }
}
