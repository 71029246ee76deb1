import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { byCommandId, Command, commandNoun } from '../commands/command.js';
import type { ArgsOf } from '../connections/connection.js';
import type { Context } from '../server/context.js';
import { stationLists } from '../stations/station-list.js';
import { firmwareStatusList } from './firmware-status.js';
import { FirmwareUpdate, firmwareUpdateList } from './firmware-update.js';

export const [FirmwareUpdateResolver, StationFirmwareUpdatesResolver] = stationLists(firmwareUpdateList, {
  name: 'firmwareUpdates',
  description: 'Requests to update or publish firmware, newest first',
  row: FirmwareUpdate,
  column: 'r.station_id',
});

@Resolver(() => FirmwareUpdate)
export class FirmwareUpdateLinksResolver {
  @FieldResolver(() => Command, { nullable: true, description: 'The command that asked for it.' })
  command(@Root() { commandId }: FirmwareUpdate, @Ctx() { load }: Context): Promise<Command | null> {
    return load.one(commandNoun, byCommandId, commandId);
  }

  @FieldResolver(() => firmwareStatusList.Connection, { description: 'Its steps, newest first.' })
  statuses(
    @Root() { id }: FirmwareUpdate,
    @Args(() => firmwareStatusList.Args) args: ArgsOf<typeof firmwareStatusList>,
    @Ctx() { load }: Context,
  ): object {
    return firmwareStatusList.of(load, args, { column: 'f.update_id', type: 'bigint', key: id });
  }
}
