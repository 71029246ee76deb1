import { Arg, Args, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { ask } from '../commands/ask.js';
import type { Dialects, Row } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { type StatusAnswer, StatusResult, statusAnswer } from '../commands/result.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { placeOf } from './limit-place.js';
import { limitsAt } from './limit-profile.js';
import { situationOf } from './situation.js';

/** A call each; Unknown says that the station had forgotten it, which is as good. */
const clears = (name: 'id' | 'chargingProfileId'): Row<number[], StatusAnswer> => ({
  action: 'ClearChargingProfile',
  calls: (ids) => ids.map((id) => ({ [name]: id })),
  answer: (results) => {
    const answer = statusAnswer(results.at(-1) ?? {});
    return { ...answer, accepted: answer.accepted || answer.status === 'Unknown' };
  },
});

/** 1.6 §5.4; 2.x K05. */
const clear: Dialects<number[], StatusAnswer> = { v16: clears('id'), v2: clears('chargingProfileId') };

@Resolver()
export class ClearChargingLimitResolver {
  @Mutation(() => StatusResult, {
    description:
      'Lifts what `setChargingLimit` set at a station, an EVSE or a transaction; other profiles stay.',
  })
  async clearChargingLimit(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('evseId', () => Int, {
      nullable: true,
      description: 'The EVSE (1.6: the connectorId). Left out: the whole station.',
    })
    evseId: number | null | undefined,
    @Arg('transactionRef', () => ID, { nullable: true, description: 'The transaction of this number here.' })
    transactionRef: string | null | undefined,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const place = await placeOf(context.pool, { stationId, evseId, transactionRef });
    const { profiles } = await situationOf(context.pool, stationId);
    const wish = limitsAt(place, profiles).map(({ profileId }) => Number(profileId));
    if (wish.length === 0) throw failure('NOT_FOUND', 'no limit holds here that setChargingLimit set');
    return new StatusResult(await ask(context, { stationId, dialects: clear, wish, options }));
  }
}
