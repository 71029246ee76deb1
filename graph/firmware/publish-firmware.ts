import { Arg, Args, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects, given } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { drawRequestId } from '../commands/request-ids.js';
import { type StatusAnswer, StatusResult, statusAnswer } from '../commands/result.js';
import type { Context } from '../server/context.js';
import { FirmwareResult } from './update-firmware.js';

type Publication = V2.PublishFirmwareRequest;

/** 2.x L03. */
const publish: Dialects<Publication, StatusAnswer> = {
  v2: asks<Publication, V2.PublishFirmwareRequest, V2.PublishFirmwareResponse, StatusAnswer>(
    'PublishFirmware',
    (wish) => wish,
    statusAnswer,
  ),
};

/** 2.x L04. */
const unpublish: Dialects<string, StatusAnswer> = {
  v2: asks<string, V2.UnpublishFirmwareRequest, V2.UnpublishFirmwareResponse, StatusAnswer>(
    'UnpublishFirmware',
    (checksum) => ({ checksum }),
    (answer) => ({ ...statusAnswer(answer), accepted: answer.status === 'Unpublished' }),
  ),
};

@Resolver()
export class PublishFirmwareResolver {
  @Mutation(() => FirmwareResult, {
    description:
      'Asks a local controller to fetch firmware and offer it to the stations behind it (OCPP 2.x).',
  })
  async publishFirmware(
    @Arg('stationId', () => ID, { description: 'The local controller.' }) stationId: string,
    @Arg('location', () => String, { description: 'URL that it fetches the firmware from.' })
    location: string,
    @Arg('checksum', () => String, { description: 'MD5 of the firmware, in hexadecimal.' }) checksum: string,
    @Arg('retries', () => Int, { nullable: true, description: 'How often it tries to fetch it.' })
    retries: number | null | undefined,
    @Arg('retryIntervalSeconds', () => Int, {
      nullable: true,
      description: 'Between two attempts, in seconds.',
    })
    retryIntervalSeconds: number | null | undefined,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const requestId = await drawRequestId(context.pool);
    const more = given({ retries, retryInterval: retryIntervalSeconds });
    const wish = { location, checksum, requestId, ...more };
    return new FirmwareResult(
      await ask(context, { stationId, dialects: publish, wish, options, drawn: ['requestId'] }),
    );
  }

  @Mutation(() => StatusResult, {
    description: 'Asks a local controller to offer firmware no longer (OCPP 2.x).',
  })
  async unpublishFirmware(
    @Arg('stationId', () => ID, { description: 'The local controller.' }) stationId: string,
    @Arg('checksum', () => String, { description: 'MD5 of the firmware, in hexadecimal.' }) checksum: string,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    return new StatusResult(await ask(context, { stationId, dialects: unpublish, wish: checksum, options }));
  }
}
