import { Arg, Args, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { type StatusAnswer, StatusResult, statusAnswer } from '../commands/result.js';
import type { Context } from '../server/context.js';

/** 1.6 §5.4; 2.x C11. */
const clear: Dialects<null, StatusAnswer> = {
  v16: asks<null, object, V2.ClearCacheResponse, StatusAnswer>('ClearCache', () => ({}), statusAnswer),
  v2: asks<null, object, V2.ClearCacheResponse, StatusAnswer>('ClearCache', () => ({}), statusAnswer),
};

@Resolver()
export class ClearAuthorizationCacheResolver {
  @Mutation(() => StatusResult, {
    description:
      'Asks a station to forget what it was told of tokens, so that it asks anew. A station without a cache answers Rejected.',
  })
  async clearAuthorizationCache(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    return new StatusResult(await ask(context, { stationId, dialects: clear, wish: null, options }));
  }
}
