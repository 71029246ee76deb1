import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { announce } from '../../platform/events/outbox.js';
import type { ArgsOf } from '../connections/connection.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { byStationId, ChargingStation, stationNoun } from '../stations/charging-station.js';
import { byCommandId, Command, commandList, commandNoun } from './command.js';
import { cancel } from './ledger.js';

@Resolver(() => Command)
export class CommandResolver {
  @Query(() => commandList.Connection, { description: 'What stations were asked to do, and their answers.' })
  commands(@Args(() => commandList.Args) args: ArgsOf<typeof commandList>, @Ctx() { load }: Context): object {
    return commandList.of(load, args);
  }

  @Query(() => Command, { nullable: true, description: 'One command; null when there is none of this id.' })
  command(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { load }: Context,
  ): Promise<Command | null> {
    return load.one(commandNoun, byCommandId, id);
  }

  @Mutation(() => Command, { description: 'Ends a command that still waits for its station (QUEUED).' })
  async cancelCommand(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() { pool, broker, load }: Context,
  ): Promise<Command> {
    const { commands, events } = await cancel(pool, id);
    announce(broker, events);
    if (commands[0]) return commands[0];
    const command = await load.one(commandNoun, byCommandId, id);
    if (!command) throw failure('NOT_FOUND', `there is no command ${id}`);
    throw failure('CONFLICT', `the command waits no more: it is ${command.state}`);
  }

  @FieldResolver(() => ChargingStation, { nullable: true, description: 'The station.' })
  station(@Root() { stationId }: Command, @Ctx() { load }: Context): Promise<ChargingStation | null> {
    return load.one(stationNoun, byStationId, stationId);
  }
}
