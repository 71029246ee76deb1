import { Arg, Args, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { type StatusAnswer, StatusResult, statusAnswer } from '../commands/result.js';
import type { Context } from '../server/context.js';
import { numberOf } from './set-display-message.js';

/** 2.x O05. */
const clear: Dialects<number, StatusAnswer> = {
  v2: asks<number, V21.ClearDisplayMessageRequest, V21.ClearDisplayMessageResponse, StatusAnswer>(
    'ClearDisplayMessage',
    (id) => ({ id }),
    statusAnswer,
  ),
};

@Resolver()
export class ClearDisplayMessageResolver {
  @Mutation(() => StatusResult, { description: 'Asks a station to show a message no more (OCPP 2.x).' })
  async clearDisplayMessage(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('messageId', () => ID, { description: 'Its number at the station.' }) messageId: string,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const wish = numberOf(messageId);
    return new StatusResult(await ask(context, { stationId, dialects: clear, wish, options }));
  }
}
