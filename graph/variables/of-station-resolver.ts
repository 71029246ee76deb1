import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ArgsOf } from '../connections/connection.js';
import type { Context } from '../server/context.js';
import { ChargingStation } from '../stations/charging-station.js';
import { deviceEventList } from './device-event.js';
import { deviceReportList } from './device-report.js';
import { eventStreamList } from './event-stream.js';
import { variableList } from './known-variable.js';
import { monitorList } from './monitor.js';

const under = (table: string, { id }: ChargingStation) =>
  ({ column: `${table}.station_id`, type: 'text', key: id }) as const;

@Resolver(() => ChargingStation)
export class DeviceModelOfStationResolver {
  @FieldResolver(() => variableList.Connection, {
    description: 'Its variables (OCPP 1.6: configuration keys), as far as it has told.',
  })
  variables(
    @Root() station: ChargingStation,
    @Args(() => variableList.Args) args: ArgsOf<typeof variableList>,
    @Ctx() { load }: Context,
  ): object {
    return variableList.of(load, args, under('v', station));
  }

  @FieldResolver(() => monitorList.Connection, { description: 'What it watches its variables for.' })
  variableMonitors(
    @Root() station: ChargingStation,
    @Args(() => monitorList.Args) args: ArgsOf<typeof monitorList>,
    @Ctx() { load }: Context,
  ): object {
    return monitorList.of(load, args, under('w', station));
  }

  @FieldResolver(() => deviceReportList.Connection, { description: 'Its reports, and how far they came.' })
  deviceReports(
    @Root() station: ChargingStation,
    @Args(() => deviceReportList.Args) args: ArgsOf<typeof deviceReportList>,
    @Ctx() { load }: Context,
  ): object {
    return deviceReportList.of(load, args, under('r', station));
  }

  @FieldResolver(() => deviceEventList.Connection, { description: 'What it noticed about itself.' })
  deviceEvents(
    @Root() station: ChargingStation,
    @Args(() => deviceEventList.Args) args: ArgsOf<typeof deviceEventList>,
    @Ctx() { load }: Context,
  ): object {
    return deviceEventList.of(load, args, under('f', station));
  }

  @FieldResolver(() => eventStreamList.Connection, {
    description: 'Streams over which it sends values in bulk (OCPP 2.1).',
  })
  eventStreams(
    @Root() station: ChargingStation,
    @Args(() => eventStreamList.Args) args: ArgsOf<typeof eventStreamList>,
    @Ctx() { load }: Context,
  ): object {
    return eventStreamList.of(load, args, under('u', station));
  }
}
