import { GraphQLJSON } from 'graphql-scalars';
import { Arg, Args, Ctx, Field, ID, Mutation, ObjectType, Resolver } from 'type-graphql';
import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects, given } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { resultType, StatusAnswer, statusAnswer } from '../commands/result.js';
import type { Context } from '../server/context.js';

interface Transfer {
  vendorId: string;
  messageId?: string | null | undefined;
  data?: unknown;
}

@ObjectType({ description: 'What a station answered to a message of its vendor’s own.' })
class DataAnswer extends StatusAnswer {
  @Field(() => GraphQLJSON, { nullable: true, description: 'The data of its answer (OCPP 1.6: text).' })
  data!: unknown;
}

const dataAnswer = ({
  data,
  ...answer
}: Partial<V2.DataTransferResponse | V16.DataTransferResponse>): DataAnswer => ({
  ...statusAnswer(answer as Parameters<typeof statusAnswer>[0]),
  data: data ?? null,
});

/** 1.6 §4.3; 2.x P01. */
const transfer: Dialects<Transfer, DataAnswer> = {
  v16: asks<Transfer, V16.DataTransferRequest, V16.DataTransferResponse, DataAnswer>(
    'DataTransfer',
    ({ vendorId, messageId, data }) => ({
      vendorId,
      ...given({ messageId, data: typeof data === 'string' || data == null ? data : JSON.stringify(data) }),
    }),
    dataAnswer,
  ),
  v2: asks<Transfer, V2.DataTransferRequest, V2.DataTransferResponse, DataAnswer>(
    'DataTransfer',
    ({ vendorId, messageId, data }) => ({ vendorId, ...given({ messageId, data }) }),
    dataAnswer,
  ),
};

const TransferDataResult = resultType('TransferData', DataAnswer);

@Resolver()
export class TransferDataResolver {
  @Mutation(() => TransferDataResult, {
    description: 'Sends a station a message of its vendor’s own; the answer is kept in `dataTransfers`.',
  })
  async transferData(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('vendorId', () => String, { description: 'The vendor, up to 255 characters.' }) vendorId: string,
    @Arg('messageId', () => String, {
      nullable: true,
      description: 'What kind of message, in the vendor’s word; up to 50 characters.',
    })
    messageId: string | null | undefined,
    @Arg('data', () => GraphQLJSON, {
      nullable: true,
      description: 'Its data. OCPP 1.6 has text only: what is not a text is written as JSON.',
    })
    data: unknown,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const wish = { vendorId, messageId, data };
    return new TransferDataResult(await ask(context, { stationId, dialects: transfer, wish, options }));
  }
}
