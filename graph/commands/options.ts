import { IsOptional, Length, Matches, Max, Min } from 'class-validator';
import { GraphQLDateTime } from 'graphql-scalars';
import { ArgsType, Field, Int } from 'type-graphql';
import { words } from '../connections/words.js';
import { failure } from '../server/errors.js';

export const WhenOffline = words(
  'WhenOffline',
  'What becomes of a command whose station is not connected, or not accepted yet.',
  {
    FAIL: 'It ends at once, as OFFLINE; NOT_ACCEPTED for one that may not be sent before acceptance.',
    QUEUE: 'It waits until the station is back, and accepted, or its time has passed.',
  },
);
export type WhenOffline = keyof typeof WhenOffline;

const dayMs = 86_400_000;

@ArgsType()
export class CommandOptions {
  @Field(() => Int, {
    defaultValue: 30_000,
    description:
      'How long to wait for the station’s answer, in milliseconds, 0 to 120000. After that the command is returned as it stands (SENT), and its answer still completes it.',
  })
  @Min(0)
  @Max(120_000)
  waitMs!: number;

  @Field(() => WhenOffline, {
    defaultValue: 'FAIL',
    description: 'What happens when the station is offline.',
  })
  whenOffline!: WhenOffline;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'With QUEUE: until when it waits for the station.',
  })
  expiresAt?: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: 'With QUEUE: how long it waits for the station, in seconds. Left out: a day.',
  })
  @IsOptional()
  @Min(1)
  @Max(31_536_000)
  expiresInSeconds?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'A key of the caller’s own: asking again with the same key gives the same command and makes no second call.',
  })
  @IsOptional()
  @Length(1, 200)
  @Matches(/^[^\p{Cc}]*$/u, { message: 'idempotencyKey holds no control characters' })
  idempotencyKey?: string | null;
}

/** When a command that waits for its station gives up; null for one that does not wait. */
export function expiryOf({ whenOffline, expiresAt, expiresInSeconds }: CommandOptions): Date | null {
  if (whenOffline === 'FAIL') return null;
  if (expiresAt && expiresInSeconds)
    throw failure('BAD_USER_INPUT', 'give expiresAt or expiresInSeconds, not both');
  const expiry = expiresAt ?? new Date(Date.now() + (expiresInSeconds ? expiresInSeconds * 1000 : dayMs));
  if (expiry.getTime() <= Date.now()) throw failure('BAD_USER_INPUT', 'expiresAt lies in the past');
  return expiry;
}
