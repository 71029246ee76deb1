import { Arg, Args, Ctx, Field, ID, Mutation, ObjectType, Resolver } from 'type-graphql';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects, given } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { drawRequestId } from '../commands/request-ids.js';
import { resultType, StatusAnswer, statusAnswer } from '../commands/result.js';
import type { Context } from '../server/context.js';
import { MessagePriority, MessageState } from './display-message-input.js';
import { numberOf } from './set-display-message.js';

interface Wish {
  requestId: number;
  id: number[] | undefined;
  priority: MessagePriority | null | undefined;
  state: MessageState | null | undefined;
}

/** 2.x O03, O04. */
const get: Dialects<Wish, StatusAnswer> = {
  v2: asks<Wish, V21.GetDisplayMessagesRequest, V2.GetDisplayMessagesResponse, StatusAnswer>(
    'GetDisplayMessages',
    ({ requestId, ...criteria }) => ({ requestId, ...given(criteria) }),
    statusAnswer,
  ),
};

@ObjectType({ description: 'How the question went; what the station shows follows in its reports.' })
class GetDisplayMessagesResult extends resultType('GetDisplayMessages', StatusAnswer) {
  @Field(() => ID, { description: 'The requestId, which its reports name: see `displayMessages`.' })
  requestId(): string {
    return String(this.command().payload.requestId);
  }
}

@Resolver()
export class GetDisplayMessagesResolver {
  @Mutation(() => GetDisplayMessagesResult, {
    description:
      'Asks a station which messages it shows (OCPP 2.x). What it no longer reports then stands as NOT_REPORTED.',
  })
  async getDisplayMessages(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('messageIds', () => [ID], { nullable: true, description: 'Only those of these numbers.' })
    messageIds: string[] | null | undefined,
    @Arg('priority', () => MessagePriority, { nullable: true, description: 'Only those of this priority.' })
    priority: MessagePriority | null | undefined,
    @Arg('state', () => MessageState, { nullable: true, description: 'Only those for this state.' })
    state: MessageState | null | undefined,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const requestId = await drawRequestId(context.pool);
    const wish = { requestId, id: messageIds?.map(numberOf), priority, state };
    return new GetDisplayMessagesResult(
      await ask(context, { stationId, dialects: get, wish, options, drawn: ['requestId'] }),
    );
  }
}
