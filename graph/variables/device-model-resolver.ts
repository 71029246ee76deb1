import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { ArgsOf } from '../connections/connection.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { byStationId, ChargingStation, stationNoun } from '../stations/charging-station.js';
import { DeviceEvent, deviceEventList } from './device-event.js';
import { deviceReportList } from './device-report.js';
import { eventStreamList, streamedValueList } from './event-stream.js';
import { Variable, variableList } from './known-variable.js';
import { monitorList, VariableMonitor } from './monitor.js';

@Resolver()
export class DeviceModelResolver {
  @Query(() => variableList.Connection, {
    description: 'Variables of stations (OCPP 1.6: configuration keys), as far as they have told.',
  })
  variables(
    @Args(() => variableList.Args) args: ArgsOf<typeof variableList>,
    @Ctx() { load }: Context,
  ): object {
    return variableList.of(load, args);
  }

  @Query(() => monitorList.Connection, { description: 'What stations watch their variables for.' })
  variableMonitors(
    @Args(() => monitorList.Args) args: ArgsOf<typeof monitorList>,
    @Ctx() { load }: Context,
  ): object {
    return monitorList.of(load, args);
  }

  @Query(() => deviceReportList.Connection, { description: 'Reports of stations, and how far they came.' })
  deviceReports(
    @Args(() => deviceReportList.Args) args: ArgsOf<typeof deviceReportList>,
    @Ctx() { load }: Context,
  ): object {
    return deviceReportList.of(load, args);
  }

  @Query(() => deviceEventList.Connection, { description: 'What stations noticed about themselves.' })
  deviceEvents(
    @Args(() => deviceEventList.Args) args: ArgsOf<typeof deviceEventList>,
    @Ctx() { load }: Context,
  ): object {
    return deviceEventList.of(load, args);
  }

  @Query(() => eventStreamList.Connection, {
    description: 'Streams over which stations send values in bulk (OCPP 2.1).',
  })
  eventStreams(
    @Args(() => eventStreamList.Args) args: ArgsOf<typeof eventStreamList>,
    @Ctx() { load }: Context,
  ): object {
    return eventStreamList.of(load, args);
  }

  @Query(() => streamedValueList.Connection, {
    description: 'Values that came over streams. Name the station: there are too many of them.',
  })
  streamedValues(
    @Args(() => streamedValueList.Args) args: ArgsOf<typeof streamedValueList>,
    @Ctx() { load }: Context,
  ): object {
    if (!args.filter) throw failure('BAD_USER_INPUT', 'name stationId in the filter of streamedValues');
    return streamedValueList.of(load, args);
  }
}

const station = ({ stationId }: { stationId: string }, { load }: Context): Promise<ChargingStation | null> =>
  load.one(stationNoun, byStationId, stationId);

@Resolver(() => Variable)
export class VariableResolver {
  @FieldResolver(() => ChargingStation, { nullable: true, description: 'The station.' })
  station(@Root() variable: Variable, @Ctx() context: Context): Promise<ChargingStation | null> {
    return station(variable, context);
  }
}

@Resolver(() => VariableMonitor)
export class VariableMonitorResolver {
  @FieldResolver(() => ChargingStation, { nullable: true, description: 'The station.' })
  station(@Root() monitor: VariableMonitor, @Ctx() context: Context): Promise<ChargingStation | null> {
    return station(monitor, context);
  }
}

@Resolver(() => DeviceEvent)
export class DeviceEventResolver {
  @FieldResolver(() => ChargingStation, { nullable: true, description: 'The station.' })
  station(@Root() event: DeviceEvent, @Ctx() context: Context): Promise<ChargingStation | null> {
    return station(event, context);
  }
}
