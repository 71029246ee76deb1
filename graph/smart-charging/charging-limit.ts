import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, Field, Float, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { abilitiesOf } from '../../ocpp/charging-abilities.js';
import { bearing, compositeOf, type Held, inUnit, type Target } from '../../ocpp/composite-schedule.js';
import type { Context } from '../server/context.js';
import { RateUnit } from './charging-limit-input.js';
import {
  charging,
  mainsV,
  type RunningTransaction,
  runningAt,
  type Situation,
  situationOf,
} from './situation.js';

@ObjectType({ description: 'Something that limits charging at a place.' })
export class ChargingLimitReason {
  @Field({
    description:
      'Purpose of the charging profile, in the word of OCPP 2.x; ChargingStationExternalConstraints for what others set.',
  })
  purpose!: string;

  @Field({ description: 'Who set it: CSO (this system), EMS, SO, Other, …' })
  source!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Number of the profile at the station; null for what others set.',
  })
  profileId!: string | null;

  @Field(() => Int, { description: 'Its stack level.' })
  stackLevel!: number;

  @Field(() => Float, { description: 'The limit as the profile says it: W in all, or A a phase.' })
  limit!: number;

  @Field(() => RateUnit, { description: 'In what it says it.' })
  unit!: RateUnit;

  @Field(() => Float, { description: 'The same in W.' })
  limitW!: number;

  @Field({ description: 'Whether it is the one that counts: the lowest.' })
  decides!: boolean;
}

@ObjectType({
  description: 'What may be taken at a place, and why, by what is known of the station’s profiles.',
})
export class ChargingLimit {
  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => Int, { description: 'The EVSE; 0 for the station as a whole.' })
  evseId!: number;

  @Field(() => ID, {
    nullable: true,
    description: 'Number of the transaction here that goes on at the EVSE.',
  })
  transactionRef!: string | null;

  @Field(() => Float, { nullable: true, description: 'The limit in W; null where nothing limits.' })
  limitW!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The limit in A a phase, by `phases` and `voltage` where it was set in W.',
  })
  limitA!: number | null;

  @Field(() => Int, { description: 'Phases by which W and A are reckoned, where a profile names none.' })
  phases!: number;

  @Field(() => Float, { description: 'Volts a phase by which W and A are reckoned.' })
  voltage!: number;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the limit changes next, within a day; null where it does not.',
  })
  changesAt!: Date | null;

  @Field(() => [ChargingLimitReason], { description: 'All that limits it now, the lowest first.' })
  reasons!: ChargingLimitReason[];

  @Field({ description: 'The same in a sentence.' })
  explanation!: string;
}

const dayMs = 86_400_000;

@Resolver()
export class ChargingLimitsResolver {
  @Query(() => [ChargingLimit], {
    description: 'What limit holds at a station and each of its EVSEs, and why.',
  })
  async chargingLimits(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('at', () => GraphQLDateTime, { nullable: true, description: 'When. Left out: now.' })
    at: Date | null | undefined,
    @Ctx() { pool }: Context,
  ): Promise<ChargingLimit[]> {
    const [situation, running, evses] = await Promise.all([
      situationOf(pool, stationId),
      runningAt(pool, stationId),
      pool.query<{ evseId: number }>(
        'select evse_id as "evseId" from evse where station_id = $1 and evse_id > 0 order by evse_id',
        [stationId],
      ),
    ]);
    const moment = (at ?? new Date()).getTime();
    return [0, ...evses.rows.map(({ evseId }) => evseId)].map((evseId) =>
      limitOf(
        { stationId, evseId, transaction: running.find((each) => each.evseId === evseId) },
        situation,
        moment,
      ),
    );
  }
}

interface Where {
  stationId: string;
  evseId: number;
  transaction: RunningTransaction | undefined;
}

function limitOf(
  { stationId, evseId, transaction }: Where,
  { profiles, variables }: Situation,
  at: number,
): ChargingLimit {
  const phases = abilitiesOf(variables, evseId).phases ?? 3;
  const by = { phases, voltage: mainsV };
  const target: Target = { evseId, ...by, transaction: transaction && charging(transaction) };
  const helds = bearing(profiles, at, target).sort((a, b) => a.watts - b.watts);
  const [lowest] = helds;
  const next = compositeOf(profiles, target, { from: at, to: at + dayMs })[1];
  return {
    stationId,
    evseId,
    transactionRef: transaction?.id ?? null,
    limitW: lowest ? inUnit(lowest, 'W', by) : null,
    limitA: lowest ? inUnit(lowest, 'A', { ...by, phases: lowest.phases }) : null,
    ...by,
    changesAt: next ? new Date(at + next.startS * 1000) : null,
    reasons: helds.map((held) => reasonOf(held, held === lowest)),
    explanation: explained(helds),
  };
}

const reasonOf = ({ profile, limit, unit, watts }: Held, decides: boolean): ChargingLimitReason => ({
  purpose: profile.purpose,
  source: profile.source,
  profileId: profile.profileId || null,
  stackLevel: profile.stackLevel,
  limit,
  unit,
  limitW: Math.round(watts * 10) / 10,
  decides,
});

function explained(helds: Held[]): string {
  if (helds.length === 0) return 'No profile that is known limits it.';
  const [lowest, ...others] = helds.map(
    ({ profile, limit, unit }) =>
      `${limit} ${unit} by the ${profile.purpose} ${profile.profileId ? `${profile.profileId} of ` : 'of '}${profile.source}`,
  );
  return `${lowest}${others.length > 0 ? `; more would be allowed by: ${others.join(', ')}` : ''}.`;
}
