import { Arg, Args, Ctx, FieldResolver, ID, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects, given, unsupported } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { resultType, StatusAnswer, statusAnswer } from '../commands/result.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { byTransactionRef, transactionNoun } from '../transactions/transaction.js';
import { DisplayMessage, displayMessageNoun } from './display-message.js';
import { DisplayMessageInput } from './display-message-input.js';

interface Wish {
  id: number;
  message: DisplayMessageInput;
  transactionId: string | undefined;
}

const infoOf = ({ id, message: is, transactionId }: Wish) => ({
  id,
  priority: is.priority as V2.MessagePriorityEnumType,
  ...given({
    state: is.state,
    startDateTime: is.startAt?.toISOString(),
    endDateTime: is.endAt?.toISOString(),
    transactionId,
  }),
});

/** 2.x O01, O02, O06; 1.6 has no display. What only 2.1 knows, the schema of 2.0.1 refuses. */
const set: Dialects<Wish, StatusAnswer> = {
  v2: asks<Wish, { message: object }, V2.SetDisplayMessageResponse, StatusAnswer>(
    'SetDisplayMessage',
    (wish) => {
      if (wish.message.further?.length)
        unsupported('a station that speaks OCPP 2.0.1 shows a message in one language');
      const { content, format, language } = wish.message;
      return { message: { ...infoOf(wish), message: { content, format, ...given({ language }) } } };
    },
    statusAnswer,
  ),
  v21: asks<Wish, { message: object }, V21.SetDisplayMessageResponse, StatusAnswer>(
    'SetDisplayMessage',
    (wish) => {
      const { content, format, language, further } = wish.message;
      const more = further?.map((each) => ({
        content: each.content,
        format: each.format,
        ...given({ language: each.language }),
      }));
      return {
        message: {
          ...infoOf(wish),
          message: { content, format, ...given({ language }) },
          ...given({ messageExtra: more }),
        },
      };
    },
    statusAnswer,
  ),
};

@ObjectType({ description: 'How a wish to show a message went.' })
class SetDisplayMessageResult extends resultType('SetDisplayMessage', StatusAnswer) {}

@Resolver(() => SetDisplayMessageResult)
export class SetDisplayMessageResolver {
  @Mutation(() => SetDisplayMessageResult, { description: 'Asks a station to show a message (OCPP 2.x).' })
  async setDisplayMessage(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('message', () => DisplayMessageInput, { description: 'The message.' }) message: DisplayMessageInput,
    @Arg('messageId', () => ID, {
      nullable: true,
      description: 'Its number at the station, to replace the message of that number. Left out: a new one.',
    })
    messageId: string | null | undefined,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const { transactionRef } = message;
    const transaction =
      transactionRef == null
        ? null
        : await context.load.one(transactionNoun, byTransactionRef, transactionRef);
    if (transactionRef != null && transaction?.stationId !== stationId)
      throw failure('NOT_FOUND', `there is no transaction ${transactionRef} at ${stationId}`);
    const id = messageId == null ? await draw(context, stationId) : numberOf(messageId);
    const wish = { id, message, transactionId: transaction?.transactionId ?? undefined };
    const drawn = messageId == null ? ['message.id'] : [];
    return new SetDisplayMessageResult(
      await ask(context, { stationId, dialects: set, wish, options, drawn }),
    );
  }

  @FieldResolver(() => DisplayMessage, {
    nullable: true,
    description: 'The message as it stands now; null until the station answered.',
  })
  async message(
    @Root() result: SetDisplayMessageResult,
    @Ctx() { load }: Context,
  ): Promise<DisplayMessage | null> {
    const { stationId, payload } = result.command();
    const { id } = payload.message as { id: number };
    const key = { sql: `p.station_id || '|' || p.message_id`, type: 'text' } as const;
    return load.one(displayMessageNoun, key, `${stationId}|${id}`);
  }
}

/** A number that no message of the station has or had. */
async function draw({ pool }: Context, stationId: string): Promise<number> {
  const { rows } = await pool.query<{ drawn: string }>(
    `select candidate as drawn from (select nextval('display_message_number') as candidate from generate_series(1, 100)) c
     where not exists (select from display_message where (station_id, message_id) = ($1, candidate)) limit 1`,
    [stationId],
  );
  return Number(rows[0]?.drawn);
}

/** A message's number at its station. */
export function numberOf(messageId: string): number {
  if (!/^\d{1,10}$/.test(messageId) || Number(messageId) > 2_147_483_647)
    throw failure('BAD_USER_INPUT', 'messageId is a whole number from 0 to 2147483647');
  return Number(messageId);
}
