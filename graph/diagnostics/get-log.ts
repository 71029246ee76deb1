import { Arg, Args, Ctx, FieldResolver, ID, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import { drawTicket, enterTickets } from '../../platform/uploads/ticket.js';
import { ask } from '../commands/ask.js';
import { CommandOptions } from '../commands/options.js';
import { drawRequestId } from '../commands/request-ids.js';
import { resultType, StatusAnswer } from '../commands/result.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { LogInput, logDialects } from './log-input.js';
import { LogRequest, logRequestNoun } from './log-request.js';

@ObjectType({ description: 'How a request for a log went.' })
export class LogResult extends resultType('Log', StatusAnswer) {}

/** Where stations send their files; whoever gives no address of their own needs it. */
export function uploadUrlOf({ uploadUrl }: Context): string {
  if (uploadUrl === undefined)
    throw failure(
      'BAD_USER_INPUT',
      'give a location: this system does not know at which address stations reach it (set UPLOAD_URL)',
    );
  return uploadUrl;
}

@Resolver(() => LogResult)
export class GetLogResolver {
  @Mutation(() => LogResult, {
    description:
      'Asks a station to upload a log, by default to this system. What comes of it is told step by step: see `request`.',
  })
  async getLog(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('log', () => LogInput, { defaultValue: {}, description: 'Which log, and where it shall go.' })
    log: LogInput,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const ticket = log.location ? undefined : drawTicket(uploadUrlOf(context));
    const location = log.location ?? ticket?.url ?? '';
    const wish = { ...log, location, requestId: await drawRequestId(context.pool) };
    const outcome = await ask(context, {
      ...{ stationId, dialects: logDialects(log), wish, options },
      drawn: ['requestId', ...(ticket ? ['location', 'log.remoteLocation'] : [])],
      beside: async (tx, commands) =>
        ticket &&
        enterTickets(
          tx,
          commands.map(({ id }) => ({ ticket, command: id })),
        ),
    });
    return new LogResult(outcome);
  }

  @FieldResolver(() => LogRequest, { nullable: true, description: 'The request as it is kept.' })
  request(@Root() result: LogResult, @Ctx() { load }: Context): Promise<LogRequest | null> {
    return load.one(logRequestNoun, { sql: 'r.command_id', type: 'uuid' }, result.command().id);
  }
}
