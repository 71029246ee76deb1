import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects, given } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { resultType, StatusAnswer, statusAnswer } from '../commands/result.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { RateUnit } from './charging-limit-input.js';
import { CompositeSchedule, compositeScheduleNoun } from './composite-schedule.js';

interface Question {
  evseId: number;
  duration: number;
  chargingRateUnit: RateUnit | null | undefined;
}

/** 1.6 §5.7, where connector 0 is the station; 2.x K08, K43, K44. */
const question: Dialects<Question, StatusAnswer> = {
  v16: asks<Question, V16.GetCompositeScheduleRequest, V16.GetCompositeScheduleResponse, StatusAnswer>(
    'GetCompositeSchedule',
    ({ evseId, duration, chargingRateUnit }) => ({
      connectorId: evseId,
      duration,
      ...given({ chargingRateUnit }),
    }),
    statusAnswer,
  ),
  v2: asks<Question, V2.GetCompositeScheduleRequest, V2.GetCompositeScheduleResponse, StatusAnswer>(
    'GetCompositeSchedule',
    ({ evseId, duration, chargingRateUnit }) => ({ evseId, duration, ...given({ chargingRateUnit }) }),
    statusAnswer,
  ),
};

@ObjectType({ description: 'How the question for a composite schedule went.' })
class CompositeScheduleResult extends resultType('CompositeSchedule', StatusAnswer) {}

@Resolver(() => CompositeScheduleResult)
export class GetCompositeScheduleResolver {
  @Mutation(() => CompositeScheduleResult, {
    description: 'Asks a station for the schedule it works out from all its charging profiles.',
  })
  async getCompositeSchedule(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('durationSeconds', () => Int, { description: 'How far ahead, in seconds.' }) duration: number,
    @Arg('evseId', () => Int, {
      defaultValue: 0,
      description: 'The EVSE (1.6: the connectorId); 0 for the station as a whole.',
    })
    evseId: number,
    @Arg('unit', () => RateUnit, {
      nullable: true,
      description: 'In what the limits are to be. Left out: the station chooses.',
    })
    chargingRateUnit: RateUnit | null | undefined,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    if (duration < 1) throw failure('BAD_USER_INPUT', 'durationSeconds takes 1 or more');
    if (evseId < 0) throw failure('BAD_USER_INPUT', 'evseId is 0 for the station, or higher');
    const wish = { evseId, duration, chargingRateUnit };
    return new CompositeScheduleResult(await ask(context, { stationId, dialects: question, wish, options }));
  }

  @FieldResolver(() => CompositeSchedule, {
    nullable: true,
    description: 'The schedule, and beside it the one that this system reckons; null until it is answered.',
  })
  async schedule(
    @Root() result: CompositeScheduleResult,
    @Ctx() { load }: Context,
  ): Promise<CompositeSchedule | null> {
    if (!result.answer()) return null;
    const { stationId, payload } = result.command();
    const evseId = Number(payload.evseId ?? payload.connectorId);
    const by = { sql: 'y.station_id', type: 'text' } as const;
    const all = await load.all(compositeScheduleNoun, by, stationId, { order: 'y.evse_id' });
    return all.find((each) => each.evseId === evseId) ?? null;
  }
}
