import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { ArgsOf } from '../connections/connection.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { byStationId, ChargingStation, stationNoun } from '../stations/charging-station.js';
import {
  byListStation,
  LocalList,
  LocalListSync,
  localListEntryList,
  localListList,
  localListNoun,
} from './local-list.js';

@Resolver(() => LocalList)
export class LocalListResolver {
  @Query(() => localListList.Connection, { description: 'The local lists of all stations.' })
  localLists(
    @Args(() => localListList.Args) args: ArgsOf<typeof localListList>,
    @Ctx() { load }: Context,
  ): object {
    return localListList.of(load, args);
  }

  @Mutation(() => LocalList, {
    description: 'Says whether the local list of a station is kept in step by itself.',
  })
  async updateLocalList(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('sync', () => LocalListSync, { description: 'Whether it is.' }) sync: LocalListSync,
    @Ctx() { pool, load }: Context,
  ): Promise<LocalList> {
    await pool.query(
      `update local_list set sync = $2, checked_revision = null, failures = 0, next_attempt_at = now(), updated_at = now()
       where station_id = $1`,
      [stationId, sync],
    );
    const list = await load.one(localListNoun, byListStation, stationId);
    if (!list) throw failure('NOT_FOUND', `there is no station ${stationId}`);
    return list;
  }

  @FieldResolver(() => localListEntryList.Connection, { description: 'What the station holds.' })
  entries(
    @Root() { stationId }: LocalList,
    @Args(() => localListEntryList.Args) args: ArgsOf<typeof localListEntryList>,
    @Ctx() { load }: Context,
  ): object {
    return localListEntryList.of(load, args, { column: 'e.station_id', type: 'text', key: stationId });
  }

  @FieldResolver(() => ChargingStation, { nullable: true, description: 'The station.' })
  station(@Root() { stationId }: LocalList, @Ctx() { load }: Context): Promise<ChargingStation | null> {
    return load.one(stationNoun, byStationId, stationId);
  }
}

@Resolver(() => ChargingStation)
export class StationLocalListResolver {
  @FieldResolver(() => LocalList, { nullable: true, description: 'Its local authorization list.' })
  localList(@Root() { id }: ChargingStation, @Ctx() { load }: Context): Promise<LocalList | null> {
    return load.one(localListNoun, byListStation, id);
  }
}
