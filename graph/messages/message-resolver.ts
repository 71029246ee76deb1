import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { byCommandId, Command, commandNoun } from '../commands/command.js';
import type { ArgsOf } from '../connections/connection.js';
import type { Context } from '../server/context.js';
import { byStationId, ChargingStation, stationNoun } from '../stations/charging-station.js';
import { orphanMessageList } from './orphan-message.js';
import { StationMessage, stationMessageList } from './station-message.js';

@Resolver(() => StationMessage)
export class MessageResolver {
  @Query(() => stationMessageList.Connection, { description: 'The message trace: what passed on the wire.' })
  stationMessages(
    @Args(() => stationMessageList.Args) args: ArgsOf<typeof stationMessageList>,
    @Ctx() { load }: Context,
  ): object {
    return stationMessageList.of(load, args);
  }

  @Query(() => orphanMessageList.Connection, {
    description: 'Energy and stops that match no transaction.',
  })
  orphanMessages(
    @Args(() => orphanMessageList.Args) args: ArgsOf<typeof orphanMessageList>,
    @Ctx() { load }: Context,
  ): object {
    return orphanMessageList.of(load, args);
  }

  @FieldResolver(() => ChargingStation, {
    nullable: true,
    description: 'The station; null when it is deleted.',
  })
  station(@Root() { stationId }: StationMessage, @Ctx() { load }: Context): Promise<ChargingStation | null> {
    return load.one(stationNoun, byStationId, stationId);
  }

  @FieldResolver(() => Command, { nullable: true, description: 'The command it belongs to.' })
  command(@Root() { commandId }: StationMessage, @Ctx() { load }: Context): Promise<Command | null> {
    return load.one(commandNoun, byCommandId, commandId);
  }
}
