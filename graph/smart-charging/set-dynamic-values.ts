import { Arg, Args, Ctx, Field, Float, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { ask, versionOf } from '../commands/ask.js';
import { asks, type Dialects, type Given, given, rowOf } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { type StatusAnswer, StatusResult, statusAnswer } from '../commands/result.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';

@InputType({
  description: 'Values of a dynamic profile, in the unit of its schedule (W in all or A a phase).',
})
class DynamicValuesInput {
  @Field(() => Float, { nullable: true, description: 'The most that may be taken.' })
  limit?: number | null;

  @Field(() => Float, { nullable: true, description: 'The most that may be given back; 0 or below.' })
  dischargeLimit?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'What is to be taken; below 0 what is to be given back.',
  })
  setpoint?: number | null;

  @Field(() => Float, { nullable: true, description: 'Reactive power that is to be taken.' })
  setpointReactive?: number | null;
}

interface Update {
  profileId: number;
  values: Given<DynamicValuesInput>;
}

/** 2.1 K29: the station is told; K28: it gets the same when it asks. */
const update: Dialects<Update, StatusAnswer> = {
  v21: asks<Update, V21.UpdateDynamicScheduleRequest, V21.UpdateDynamicScheduleResponse, StatusAnswer>(
    'UpdateDynamicSchedule',
    ({ profileId, values }) => ({ chargingProfileId: profileId, scheduleUpdate: values }),
    statusAnswer,
  ),
};

@Resolver()
export class SetDynamicValuesResolver {
  @Mutation(() => StatusResult, {
    description:
      'Sets the values of a dynamic charging profile (OCPP 2.1) and tells the station; it gets the same when it asks for them, also if it is offline now.',
  })
  async setDynamicValues(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('profileId', () => ID, { description: 'Number of the profile at the station.' }) profileId: string,
    @Arg('values', () => DynamicValuesInput, { description: 'The values.' }) input: DynamicValuesInput,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const values = given({ ...input });
    if (Object.keys(values).length === 0) throw failure('BAD_USER_INPUT', 'give one value at least');
    rowOf(update, await versionOf(context, stationId));
    const { rowCount } = await context.pool.query(
      `update charging_profile set dynamic_update = $3, dynamic_update_at = now()
       where (station_id, profile_id) = ($1, $2) and kind = 'Dynamic' and ended_at is null`,
      [stationId, profileId, JSON.stringify(values)],
    );
    if (rowCount === 0) throw failure('NOT_FOUND', `no dynamic profile ${profileId} holds at ${stationId}`);
    const wish = { profileId: Number(profileId), values };
    return new StatusResult(await ask(context, { stationId, dialects: update, wish, options }));
  }
}
