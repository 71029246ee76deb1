import { Arg, Args, Ctx, Field, Float, ID, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp20/types.js';
import { abilitiesOf } from '../../ocpp/charging-abilities.js';
import { readProfile, type WireProfile } from '../../ocpp/charging-profile.js';
import { ask, type Outcome } from '../commands/ask.js';
import { asks, type Dialects } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { resultType, StatusAnswer, statusAnswer } from '../commands/result.js';
import type { Context } from '../server/context.js';
import { ChargingLimitInput, RateUnit, wantedOf } from './charging-limit-input.js';
import { placeOf } from './limit-place.js';
import { conversion, type LimitProfile, limitProfile, type WantedLimit } from './limit-profile.js';
import { drawProfileNumber } from './profile-numbers.js';
import { situationOf } from './situation.js';

const scheduleOf = ({ startsAt, endsAt, unit, periods }: LimitProfile) => ({
  startSchedule: startsAt.toISOString(),
  ...(endsAt ? { duration: Math.round((endsAt.getTime() - startsAt.getTime()) / 1000) } : {}),
  chargingRateUnit: unit,
  chargingSchedulePeriod: periods,
});

const until = ({ endsAt }: LimitProfile) => (endsAt ? { validTo: endsAt.toISOString() } : {});

/** 1.6 §5.16, whose word for the limit of the station is another; 2.x K01 to K03. */
const set: Dialects<LimitProfile, StatusAnswer> = {
  v16: asks<LimitProfile, V16.SetChargingProfileRequest, V16.SetChargingProfileResponse, StatusAnswer>(
    'SetChargingProfile',
    (limit) => ({
      connectorId: limit.evseId,
      csChargingProfiles: {
        chargingProfileId: limit.id,
        stackLevel: limit.stackLevel,
        chargingProfilePurpose:
          limit.purpose === 'ChargingStationMaxProfile' ? 'ChargePointMaxProfile' : limit.purpose,
        chargingProfileKind: 'Absolute',
        ...(limit.transaction ? { transactionId: Number(limit.transaction.id) } : {}),
        ...until(limit),
        chargingSchedule: scheduleOf(limit),
      },
    }),
    statusAnswer,
  ),
  v2: asks<LimitProfile, V2.SetChargingProfileRequest, V2.SetChargingProfileResponse, StatusAnswer>(
    'SetChargingProfile',
    (limit) => ({
      evseId: limit.evseId,
      chargingProfile: {
        id: limit.id,
        stackLevel: limit.stackLevel,
        chargingProfilePurpose: limit.purpose,
        chargingProfileKind: 'Absolute',
        ...(limit.transaction ? { transactionId: limit.transaction.transactionId } : {}),
        ...until(limit),
        chargingSchedule: [{ id: 1, ...scheduleOf(limit) }],
      },
    }),
    statusAnswer,
  ),
};

/** What another call with the same key draws or reckons otherwise, as its time is another. */
function drawnOf({ startAt, periods }: WantedLimit): string[] {
  const timed = [
    ...(startAt ? [] : ['startSchedule', 'duration']),
    ...(startAt || periods.length === 1 ? [] : ['chargingSchedulePeriod']),
  ];
  return [
    ...['chargingProfileId', 'stackLevel'].map((field) => `csChargingProfiles.${field}`),
    ...['id', 'stackLevel'].map((field) => `chargingProfile.${field}`),
    ...timed.map((field) => `csChargingProfiles.chargingSchedule.${field}`),
    ...timed.map((field) => `chargingProfile.chargingSchedule.0.${field}`),
  ];
}

@ObjectType({ description: 'A period of a limit as the station got it.' })
class SentPeriod {
  @Field(() => Int, { description: 'When it begins, in seconds from the begin of the schedule.' })
  startSeconds!: number;

  @Field(() => Float, { nullable: true, description: 'The limit: W in all, or A a phase.' })
  limit!: number | null;

  @Field(() => Int, { nullable: true, description: 'Over how many phases; null where none are named.' })
  phases!: number | null;
}

@ObjectType({ description: 'How the setting of a limit went, and what the station was sent.' })
class SetChargingLimitResult extends resultType('SetChargingLimit', StatusAnswer) {
  constructor(
    outcome: Outcome<StatusAnswer>,
    readonly assumption: string | null,
  ) {
    super(outcome);
  }

  #profile() {
    const { csChargingProfiles, chargingProfile } = this.command().payload as Record<string, WireProfile>;
    return readProfile((csChargingProfiles ?? chargingProfile) as WireProfile, { evseId: 0, source: 'CSO' });
  }

  @Field(() => ID, { description: 'Number of the charging profile at the station.' })
  profileId(): string {
    return this.#profile().profileId;
  }

  @Field({ description: 'Its purpose, in the word of OCPP 2.x.' })
  purpose(): string {
    return this.#profile().purpose;
  }

  @Field(() => RateUnit, { description: 'The unit it was sent in, one that the station takes.' })
  unit(): RateUnit {
    return this.#profile().schedule.unit;
  }

  @Field(() => [SentPeriod], { description: 'The limits over time as they were sent.' })
  periods(): SentPeriod[] {
    return this.#profile().schedule.periods.map(({ startS, ...rest }) => ({ startSeconds: startS, ...rest }));
  }

  @Field(() => String, {
    name: 'assumption',
    nullable: true,
    description: 'By what W and A were reckoned, in words; null where nothing had to be.',
  })
  assumed(): string | null {
    return this.assumption;
  }
}

@Resolver()
export class SetChargingLimitResolver {
  @Mutation(() => SetChargingLimitResult, {
    description:
      'Limits what a station, an EVSE or a transaction may take. For the station it becomes a ChargingStationMaxProfile (1.6: ChargePointMaxProfile), for an EVSE a TxDefaultProfile, for a transaction a TxProfile, above other profiles of that purpose. A limit set before at the same place is replaced.',
  })
  async setChargingLimit(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('limit', () => ChargingLimitInput, { description: 'The limit.' }) limit: ChargingLimitInput,
    @Arg('evseId', () => Int, {
      nullable: true,
      description: 'Only the EVSE of this number (1.6: the connectorId). Left out: the whole station.',
    })
    evseId: number | null | undefined,
    @Arg('transactionRef', () => ID, {
      nullable: true,
      description: 'Only the transaction of this number here, which must go on.',
    })
    transactionRef: string | null | undefined,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    const { pool } = context;
    const wanted = wantedOf(limit);
    const place = await placeOf(pool, { stationId, evseId, transactionRef });
    const situation = await situationOf(pool, stationId);
    const fresh = await drawProfileNumber(pool, stationId);
    const wish = limitProfile(wanted, place, situation, { fresh, now: new Date() });
    const by = conversion(wanted, wanted.periods[0], abilitiesOf(situation.variables, place.evseId));
    const assumption =
      wish.unit === wanted.unit
        ? null
        : `the station takes ${wish.unit} only: reckoned by ${by.phases} phase${by.phases > 1 ? 's' : ''} of ${by.voltage} V`;
    return new SetChargingLimitResult(
      await ask(context, { stationId, dialects: set, wish, options, drawn: drawnOf(wanted) }),
      assumption,
    );
  }
}
