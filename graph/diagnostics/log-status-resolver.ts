import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../server/context.js';
import { ChargingStation } from '../stations/charging-station.js';
import { stationLists } from '../stations/station-list.js';
import { LogStatus, logStatusList, logStatusNoun } from './log-status.js';

const column = 'l.station_id';

export const [LogStatusResolver, StationLogStatusesResolver] = stationLists(logStatusList, {
  name: 'logStatuses',
  description: 'Steps of uploads of logs, newest first',
  row: LogStatus,
  column,
});

@Resolver(() => ChargingStation)
export class StationLogStatusResolver {
  @FieldResolver(() => LogStatus, {
    nullable: true,
    description: 'Its newest step with the upload of a log.',
  })
  logStatus(@Root() { id }: ChargingStation, @Ctx() { load }: Context): Promise<LogStatus | null> {
    return load.first(logStatusNoun, { column, type: 'text', key: id });
  }
}
