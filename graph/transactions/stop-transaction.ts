import { Arg, Args, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { type StatusAnswer, StatusResult, statusAnswer } from '../commands/result.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { byTransactionRef, type Transaction, transactionNoun } from './transaction.js';

/** 1.6 §5.12, by the number it was given; 2.x F03, by the station's own name for it. */
const stop: Dialects<Transaction, StatusAnswer> = {
  v16: asks<Transaction, V16.RemoteStopTransactionRequest, V16.RemoteStopTransactionResponse, StatusAnswer>(
    'RemoteStopTransaction',
    ({ id }) => ({ transactionId: Number(id) }),
    statusAnswer,
  ),
  v2: asks<Transaction, V2.RequestStopTransactionRequest, V2.RequestStopTransactionResponse, StatusAnswer>(
    'RequestStopTransaction',
    ({ id, transactionId }) => ({ transactionId: transactionId ?? id }),
    statusAnswer,
  ),
};

@Resolver()
export class StopTransactionResolver {
  @Mutation(() => StatusResult, { description: 'Asks a station to end a transaction.' })
  async stopTransaction(
    @Arg('id', () => ID, { description: 'Number of the transaction here.' }) id: string,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const wish = await context.load.one(transactionNoun, byTransactionRef, id);
    if (!wish) throw failure('NOT_FOUND', `there is no transaction ${id}`);
    return new StatusResult(await ask(context, { stationId: wish.stationId, dialects: stop, wish, options }));
  }
}
