import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects, given } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { resultType, StatusAnswer, statusAnswer } from '../commands/result.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { findStarted } from './started.js';
import { Transaction } from './transaction.js';

interface Start {
  idToken: string;
  type: string;
  evseId?: number | null | undefined;
  remoteStartId: number;
}

@ObjectType({ description: 'What a station answered to a remote start.' })
class StartAnswer extends StatusAnswer {
  @Field(() => ID, {
    nullable: true,
    description: 'The transaction it had begun already, as the station calls it (OCPP 2.x).',
  })
  transactionId!: string | null;
}

const startAnswer = (answer: Partial<V2.RequestStartTransactionResponse>): StartAnswer => ({
  ...statusAnswer(answer),
  transactionId: answer.transactionId ?? null,
});

/** 1.6 §5.11; 2.x F01, F02. */
const start: Dialects<Start, StartAnswer> = {
  v16: asks<Start, V16.RemoteStartTransactionRequest, V16.RemoteStartTransactionResponse, StartAnswer>(
    'RemoteStartTransaction',
    ({ idToken, evseId }) => ({ idTag: idToken, ...given({ connectorId: evseId }) }),
    startAnswer,
  ),
  v2: asks<Start, V21.RequestStartTransactionRequest, V2.RequestStartTransactionResponse, StartAnswer>(
    'RequestStartTransaction',
    ({ idToken, type, evseId, remoteStartId }) => ({
      idToken: { idToken, type },
      remoteStartId,
      ...given({ evseId }),
    }),
    startAnswer,
  ),
};

@ObjectType({ description: 'How a remote start went.' })
class StartTransactionResult extends resultType('StartTransaction', StartAnswer) {}

@Resolver(() => StartTransactionResult)
export class StartTransactionResolver {
  @Mutation(() => StartTransactionResult, {
    description:
      'Asks a station to begin a transaction for a token; `transaction` then waits for the one it begins.',
  })
  async startTransaction(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('idToken', () => String, { description: 'The token to charge with.' }) idToken: string,
    @Arg('idTokenType', () => String, {
      nullable: true,
      description: 'Its type (OCPP 2.x). Left out: as it is known here, else Central.',
    })
    idTokenType: string | null | undefined,
    @Arg('evseId', () => Int, {
      nullable: true,
      description: 'The EVSE (1.6: the connectorId). Left out: the station chooses, if it can.',
    })
    evseId: number | null | undefined,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const { rows } = await context.pool.query<{ id: string; type: string | null }>(
      `select nextval('remote_start_id') as id, (select type from id_token where lower(id_token) = lower($1)) as type`,
      [idToken],
    );
    const remoteStartId = rows[0]?.id ?? '';
    const type = idTokenType ?? rows[0]?.type ?? 'Central';
    const wish = { idToken, type, evseId, remoteStartId: Number(remoteStartId) };
    return new StartTransactionResult(
      await ask(context, { stationId, dialects: start, wish, options, remoteStartId }),
    );
  }

  @FieldResolver(() => Transaction, {
    nullable: true,
    description:
      'The transaction that came of it; null when the station did not accept, or none began in time.',
  })
  async transaction(
    @Root() result: StartTransactionResult,
    @Arg('waitMs', () => Int, {
      defaultValue: 30_000,
      description: 'How long to wait for it to begin, in milliseconds, 0 to 120000.',
    })
    waitMs: number,
    @Ctx() { pool, waits }: Context,
  ): Promise<Transaction | null> {
    if (waitMs < 0 || waitMs > 120_000) throw failure('BAD_USER_INPUT', 'waitMs takes 0 to 120000');
    const answer = result.answer();
    const underWay = result.state() === 'SENT' || answer?.accepted === true;
    if (!underWay) return null;
    const found = await waits.until(
      () => findStarted(pool, result.command(), answer?.transactionId ?? null),
      waitMs,
    );
    return found ?? null;
  }
}
