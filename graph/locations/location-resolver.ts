import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { ArgsOf } from '../connections/connection.js';
import type { Context } from '../server/context.js';
import { stationList } from '../stations/charging-station.js';
import { byLocationId, Location, locationList, locationNoun } from './location.js';

@Resolver(() => Location)
export class LocationResolver {
  @Query(() => locationList.Connection, { description: 'Places where stations stand.' })
  locations(
    @Args(() => locationList.Args) args: ArgsOf<typeof locationList>,
    @Ctx() { load }: Context,
  ): object {
    return locationList.of(load, args);
  }

  @Query(() => Location, {
    nullable: true,
    description: 'One location; null when there is none of this number.',
  })
  location(
    @Arg('id', () => ID, { description: 'Its number.' }) id: string,
    @Ctx() { load }: Context,
  ): Promise<Location | null> {
    return load.one(locationNoun, byLocationId, id);
  }

  @FieldResolver(() => stationList.Connection, { description: 'The stations that stand there.' })
  stations(
    @Root() { id }: Location,
    @Args(() => stationList.Args) args: ArgsOf<typeof stationList>,
    @Ctx() { load }: Context,
  ): object {
    return stationList.of(load, args, { column: 's.location_id', type: 'bigint', key: id });
  }
}
