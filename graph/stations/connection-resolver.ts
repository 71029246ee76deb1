import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { ArgsOf } from '../connections/connection.js';
import type { Context } from '../server/context.js';
import { byStationId, ChargingStation, stationNoun } from './charging-station.js';
import { connectionList, StationConnection } from './connection.js';
import { refusedHandshakeList } from './refused-handshake.js';

@Resolver(() => StationConnection)
export class ConnectionResolver {
  @Query(() => connectionList.Connection, { description: 'Connections of stations, now and before.' })
  connections(
    @Args(() => connectionList.Args) args: ArgsOf<typeof connectionList>,
    @Ctx() { load }: Context,
  ): object {
    return connectionList.of(load, args);
  }

  @Query(() => refusedHandshakeList.Connection, {
    description: 'Connections that were turned away, and why.',
  })
  refusedHandshakes(
    @Args(() => refusedHandshakeList.Args) args: ArgsOf<typeof refusedHandshakeList>,
    @Ctx() { load }: Context,
  ): object {
    return refusedHandshakeList.of(load, args);
  }

  @FieldResolver(() => ChargingStation, { nullable: true, description: 'The station.' })
  station(
    @Root() { stationId }: StationConnection,
    @Ctx() { load }: Context,
  ): Promise<ChargingStation | null> {
    return load.one(stationNoun, byStationId, stationId);
  }
}
