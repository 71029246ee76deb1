import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { EventType, StationEvent as Recorded } from '../../platform/events/station-event.js';
import type { ArgsOf } from '../connections/connection.js';
import type { Context } from '../server/context.js';
import { byStationId, ChargingStation, stationNoun } from '../stations/charging-station.js';
import { replayCursor, stationEventList } from './event-history.js';
import { readableTypes } from './readable.js';
import { StationEvent, StationEventType, shown } from './station-event.js';

interface SubscriptionArgs {
  stationIds?: string[] | null;
  types?: EventType[] | null;
  after?: string | null;
}

@Resolver(() => StationEvent)
export class EventResolver {
  @Subscription(() => StationEvent, {
    description:
      'Events as they happen, each once and in order. With `after` first all that came behind that cursor, then live, without a hole or a repetition.',
    subscribe: ({ args, context }: { args: SubscriptionArgs; context: Context }) =>
      context.feed.follow({
        stations: args.stationIds ?? undefined,
        types: readableTypes(context, args.types),
        after: args.after == null ? undefined : replayCursor(args.after),
      }),
  })
  stationEvents(
    @Root() event: Recorded,
    @Arg('stationIds', () => [ID], {
      nullable: true,
      description: 'Only of these stations. Left out: of all.',
    })
    _stationIds?: string[],
    @Arg('types', () => [StationEventType], {
      nullable: true,
      description: 'Only of these types. Left out: all.',
    })
    _types?: EventType[],
    @Arg('after', () => String, {
      nullable: true,
      description:
        'The cursor of the last event that was seen, its own or that of the list `events`. Left out: from now on.',
    })
    _after?: string,
  ): StationEvent {
    return shown(event);
  }

  @Query(() => stationEventList.Connection, { description: 'Events that have happened, newest first.' })
  events(
    @Args(() => stationEventList.Args) args: ArgsOf<typeof stationEventList>,
    @Ctx() context: Context,
  ): object {
    const types = readableTypes(context, args.filter?.types);
    return stationEventList.of(context.load, types ? { ...args, filter: { ...args.filter, types } } : args);
  }

  @FieldResolver(() => ChargingStation, {
    nullable: true,
    description: 'The station; null when it is deleted.',
  })
  station(@Root() { stationId }: StationEvent, @Ctx() { load }: Context): Promise<ChargingStation | null> {
    return load.one(stationNoun, byStationId, stationId);
  }
}
