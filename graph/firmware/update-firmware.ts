import { Arg, Args, Ctx, FieldResolver, ID, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { ask } from '../commands/ask.js';
import { CommandOptions } from '../commands/options.js';
import { drawRequestId } from '../commands/request-ids.js';
import { resultType, StatusAnswer } from '../commands/result.js';
import type { Context } from '../server/context.js';
import { FirmwareInput, firmwareDialects } from './firmware-input.js';
import { FirmwareUpdate, firmwareUpdateNoun } from './firmware-update.js';

@ObjectType({ description: 'How a request for firmware went.' })
export class FirmwareResult extends resultType('Firmware', StatusAnswer) {}

@Resolver(() => FirmwareResult)
export class UpdateFirmwareResolver {
  @Mutation(() => FirmwareResult, {
    description:
      'Asks a station to fetch and install firmware. What comes of it is told step by step: see `update`.',
  })
  async updateFirmware(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('firmware', () => FirmwareInput, { description: 'Which firmware, and when.' })
    firmware: FirmwareInput,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const dialects = firmwareDialects(firmware);
    const wish = { ...firmware, requestId: await drawRequestId(context.pool) };
    const outcome = await ask(context, {
      ...{ stationId, dialects, wish, options },
      // A time that was left out is now, each time anew.
      drawn: ['requestId', ...(firmware.retrieveAt ? [] : ['retrieveDate', 'firmware.retrieveDateTime'])],
      beside: (tx, commands) =>
        tx.query('update firmware_update set wanted_version = $1 where command_id = any($2)', [
          firmware.version ?? null,
          commands.map(({ id }) => id),
        ]),
    });
    return new FirmwareResult(outcome);
  }

  @FieldResolver(() => FirmwareUpdate, { nullable: true, description: 'The request as it is kept.' })
  update(@Root() result: FirmwareResult, @Ctx() { load }: Context): Promise<FirmwareUpdate | null> {
    return load.one(firmwareUpdateNoun, { sql: 'r.command_id', type: 'uuid' }, result.command().id);
  }
}
