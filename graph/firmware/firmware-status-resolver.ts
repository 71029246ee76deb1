import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../server/context.js';
import { ChargingStation } from '../stations/charging-station.js';
import { stationLists } from '../stations/station-list.js';
import { FirmwareStatus, firmwareStatusList, firmwareStatusNoun } from './firmware-status.js';

const column = 'f.station_id';

export const [FirmwareStatusResolver, StationFirmwareStatusesResolver] = stationLists(firmwareStatusList, {
  name: 'firmwareStatuses',
  description: 'Steps on the way to new firmware, newest first',
  row: FirmwareStatus,
  column,
});

@Resolver(() => ChargingStation)
export class StationFirmwareStatusResolver {
  @FieldResolver(() => FirmwareStatus, { nullable: true, description: 'Its newest step with firmware.' })
  firmwareStatus(@Root() { id }: ChargingStation, @Ctx() { load }: Context): Promise<FirmwareStatus | null> {
    return load.first(firmwareStatusNoun, { column, type: 'text', key: id });
  }
}
