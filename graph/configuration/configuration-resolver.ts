import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { ArgsOf } from '../connections/connection.js';
import type { Context } from '../server/context.js';
import { byStationId, ChargingStation, stationList, stationNoun } from '../stations/charging-station.js';
import { stationLists } from '../stations/station-list.js';
import { byDesiredId, DesiredVariable, desiredList, desiredNoun } from './desired-variable.js';
import { Drift, driftList } from './drift.js';
import { byGroupId, groupList, groupNoun, StationGroup } from './station-group.js';

const [DriftsResolver, DriftOfStationResolver] = stationLists(driftList, {
  name: 'drift',
  description: 'What is desired of variables against what they are',
  row: Drift,
  column: 'z.station_id',
});

export { DriftOfStationResolver, DriftsResolver };

@Resolver(() => Drift)
export class DriftResolver {
  @FieldResolver(() => DesiredVariable, {
    nullable: true,
    description: 'The desired value that counts; null when it was just deleted.',
  })
  desired(@Root() { desiredId }: Drift, @Ctx() { load }: Context): Promise<DesiredVariable | null> {
    return load.one(desiredNoun, byDesiredId, desiredId);
  }
}

@Resolver(() => StationGroup)
export class StationGroupResolver {
  @Query(() => groupList.Connection, { description: 'Groups of stations that are configured alike.' })
  stationGroups(
    @Args(() => groupList.Args) args: ArgsOf<typeof groupList>,
    @Ctx() { load }: Context,
  ): object {
    return groupList.of(load, args);
  }

  @Query(() => StationGroup, {
    nullable: true,
    description: 'One group; null when there is none of this number.',
  })
  stationGroup(
    @Arg('id', () => ID, { description: 'Its number.' }) id: string,
    @Ctx() { load }: Context,
  ): Promise<StationGroup | null> {
    return load.one(groupNoun, byGroupId, id);
  }

  @FieldResolver(() => stationList.Connection, { description: 'Its stations.' })
  stations(
    @Root() { id }: StationGroup,
    @Args(() => stationList.Args) args: ArgsOf<typeof stationList>,
    @Ctx() { load }: Context,
  ): object {
    return stationList.of(load, { ...args, filter: { ...args.filter, groupId: id } });
  }

  @FieldResolver(() => desiredList.Connection, { description: 'What is desired of its stations.' })
  desiredVariables(
    @Root() { id }: StationGroup,
    @Args(() => desiredList.Args) args: ArgsOf<typeof desiredList>,
    @Ctx() { load }: Context,
  ): object {
    return desiredList.of(load, args, { column: 'y.group_id', type: 'bigint', key: id });
  }
}

@Resolver(() => DesiredVariable)
export class DesiredVariableResolver {
  @Query(() => desiredList.Connection, { description: 'Values that are desired of stations and groups.' })
  desiredVariables(
    @Args(() => desiredList.Args) args: ArgsOf<typeof desiredList>,
    @Ctx() { load }: Context,
  ): object {
    return desiredList.of(load, args);
  }

  @FieldResolver(() => ChargingStation, {
    nullable: true,
    description: 'The station; null where it is desired of a group.',
  })
  station(@Root() { stationId }: DesiredVariable, @Ctx() { load }: Context): Promise<ChargingStation | null> {
    return load.one(stationNoun, byStationId, stationId);
  }

  @FieldResolver(() => StationGroup, {
    nullable: true,
    description: 'The group; null where it is desired of one station.',
  })
  group(@Root() { groupId }: DesiredVariable, @Ctx() { load }: Context): Promise<StationGroup | null> {
    return load.one(groupNoun, byGroupId, groupId);
  }
}

@Resolver(() => ChargingStation)
export class ConfigurationOfStationResolver {
  @FieldResolver(() => [StationGroup], {
    description: 'The groups it is in, the one that counts most first.',
  })
  groups(@Root() { id }: ChargingStation, @Ctx() { load }: Context): Promise<StationGroup[]> {
    return load.all(groupOfStation, { sql: 'm.station_id', type: 'text' }, id, {
      order: 'j.priority desc, j.id',
    });
  }

  @FieldResolver(() => desiredList.Connection, {
    description: 'What is desired of it alone; what counts in all is in `drift`.',
  })
  desiredVariables(
    @Root() { id }: ChargingStation,
    @Args(() => desiredList.Args) args: ArgsOf<typeof desiredList>,
    @Ctx() { load }: Context,
  ): object {
    return desiredList.of(load, args, { column: 'y.station_id', type: 'text', key: id });
  }
}

const groupOfStation = {
  ...groupNoun,
  from: 'station_group j join station_group_member m on m.group_id = j.id',
};
