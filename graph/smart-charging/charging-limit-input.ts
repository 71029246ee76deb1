import { ArrayMaxSize, IsIn, IsOptional, Max, Min } from 'class-validator';
import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, InputType, Int } from 'type-graphql';
import { words } from '../connections/words.js';
import { failure } from '../server/errors.js';
import type { WantedLimit } from './limit-profile.js';

export const RateUnit = words('ChargingRateUnit', 'In what a limit is given.', {
  W: 'Watts in all.',
  A: 'Amperes a phase.',
});
export type RateUnit = keyof typeof RateUnit;

@InputType({ description: 'A stretch of a limit that changes over time.' })
class ChargingLimitPeriodInput {
  @Field(() => Int, {
    description: 'When it begins, in seconds from the begin of the limit; the first at 0.',
  })
  @Min(0)
  @Max(31_536_000)
  startSeconds!: number;

  @Field(() => Float, { description: 'The limit, in the unit of the whole.' })
  @Min(0)
  @Max(10_000_000)
  limit!: number;

  @Field(() => Int, { nullable: true, description: 'Over how many phases, 1 to 3.' })
  @IsOptional()
  @IsIn([1, 2, 3])
  phases?: number | null;
}

@InputType({ description: 'A limit of power or current: one value, or periods.' })
export class ChargingLimitInput {
  @Field(() => RateUnit, { description: 'In what it is given.' })
  unit!: RateUnit;

  @Field(() => Float, { nullable: true, description: 'The limit, in `unit`; or give `periods`.' })
  @IsOptional()
  @Min(0)
  @Max(10_000_000)
  limit?: number | null;

  @Field(() => [ChargingLimitPeriodInput], {
    nullable: true,
    description: 'A limit that changes over time, in the order of time; or give `limit`.',
  })
  @IsOptional()
  @ArrayMaxSize(1024)
  periods?: ChargingLimitPeriodInput[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Over how many phases, 1 to 3. Left out: OCPP’s usual 3, and the station’s own where W and A are reckoned.',
  })
  @IsOptional()
  @IsIn([1, 2, 3])
  phases?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Volts a phase, by which W and A are reckoned where the station takes one of them only. Left out: 230.',
  })
  @IsOptional()
  @Min(50)
  @Max(2000)
  voltage?: number | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'From when. Left out: from now on.' })
  startAt?: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Until when. Left out: until it is cleared.' })
  endAt?: Date | null;
}

export function wantedOf(is: ChargingLimitInput): WantedLimit {
  const { limit, periods } = is;
  if ((limit == null) === (periods == null || periods.length === 0))
    throw failure('BAD_USER_INPUT', 'give limit, or periods, not both');
  return {
    unit: is.unit,
    periods: periods?.length ? periods : [{ startSeconds: 0, limit: limit ?? 0 }],
    startAt: is.startAt ?? null,
    endAt: is.endAt ?? null,
    phases: is.phases ?? null,
    voltage: is.voltage ?? null,
  };
}
