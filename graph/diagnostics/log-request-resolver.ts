import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { byCommandId, Command, commandNoun } from '../commands/command.js';
import type { ArgsOf } from '../connections/connection.js';
import type { Context } from '../server/context.js';
import { stationLists } from '../stations/station-list.js';
import { Upload, uploadNoun } from '../uploads/upload.js';
import { LogRequest, logRequestList } from './log-request.js';
import { logStatusList } from './log-status.js';

export const [LogRequestResolver, StationLogRequestsResolver] = stationLists(logRequestList, {
  name: 'logRequests',
  description: 'Requests for logs, newest first',
  row: LogRequest,
  column: 'r.station_id',
});

@Resolver(() => LogRequest)
export class LogRequestLinksResolver {
  @FieldResolver(() => Command, { nullable: true, description: 'The command that asked for it.' })
  command(@Root() { commandId }: LogRequest, @Ctx() { load }: Context): Promise<Command | null> {
    return load.one(commandNoun, byCommandId, commandId);
  }

  @FieldResolver(() => logStatusList.Connection, { description: 'Its steps, newest first.' })
  statuses(
    @Root() { id }: LogRequest,
    @Args(() => logStatusList.Args) args: ArgsOf<typeof logStatusList>,
    @Ctx() { load }: Context,
  ): object {
    return logStatusList.of(load, args, { column: 'l.log_request_id', type: 'bigint', key: id });
  }

  @FieldResolver(() => Upload, {
    nullable: true,
    description: 'The file, once it is here; null too when it was sent elsewhere.',
  })
  upload(@Root() { id }: LogRequest, @Ctx() { load }: Context): Promise<Upload | null> {
    return load.one(uploadNoun, { sql: 'u.log_request_id', type: 'bigint' }, id);
  }
}
