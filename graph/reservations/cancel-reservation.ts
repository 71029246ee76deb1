import { Arg, Args, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { type StatusAnswer, StatusResult, statusAnswer } from '../commands/result.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { type Reservation, reservationNoun } from './reservation.js';

const cancels = asks<Reservation, V16.CancelReservationRequest, V16.CancelReservationResponse, StatusAnswer>(
  'CancelReservation',
  ({ reservationId }) => ({ reservationId: Number(reservationId) }),
  statusAnswer,
);

/** 1.6 §5.1; 2.x H02. */
const cancel: Dialects<Reservation, StatusAnswer> = { v16: cancels, v2: cancels };

@Resolver()
export class CancelReservationResolver {
  @Mutation(() => StatusResult, { description: 'Asks a station to give a reservation up.' })
  async cancelReservation(
    @Arg('id', () => ID, { description: 'Number of the reservation here.' }) id: string,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const wish = await context.load.one(reservationNoun, { sql: 'w.id', type: 'bigint' }, id);
    if (!wish) throw failure('NOT_FOUND', `there is no reservation ${id}`);
    if (wish.status !== 'ACTIVE' && wish.status !== 'REQUESTED')
      throw failure('CONFLICT', `the reservation is over: it is ${wish.status}`);
    return new StatusResult(
      await ask(context, { stationId: wish.stationId, dialects: cancel, wish, options }),
    );
  }
}
