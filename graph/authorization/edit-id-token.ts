import { IsOptional, Length, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { inTransaction } from '../../platform/database/pool.js';
import { deleteRow, insertRow, updateRow } from '../editing/rows.js';
import { IsPlainText } from '../editing/validators.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { checkLimits, everywhereOf, writeLimits } from './edit-limits.js';
import { IdToken, IdTokenStatus, idTokenNoun, MessageFormat } from './id-token.js';
import { NewPlace } from './id-token-place.js';
import { NewTime } from './id-token-time.js';

@InputType({ description: 'What can be changed of a token; what is left out stays, null empties it.' })
class IdTokenChange {
  @Field(() => String, {
    nullable: true,
    description:
      'Its type in OCPP 2.x: Central, eMAID, ISO14443, ISO15693, KeyCode, Local, MacAddress, …; 1 to 20 characters.',
  })
  @IsOptional()
  @Length(1, 20)
  @IsPlainText()
  type?: string | null;

  @Field(() => IdTokenStatus, { nullable: true, description: 'Whether it may charge.' })
  status?: IdTokenStatus | null;

  @Field(() => String, { nullable: true, description: 'Group it belongs to, 1 to 255 characters.' })
  @IsOptional()
  @Length(1, 255)
  @IsPlainText()
  groupIdToken?: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'From when on it may not charge; null: never.',
  })
  expiresAt?: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it may be in several transactions at once; a new token: true.',
  })
  concurrentUse?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it may charge at every station. Left out: true, or false where places are given.',
  })
  everywhere?: boolean | null;

  @Field(() => [NewPlace], {
    nullable: true,
    description: 'The only places where it may charge, all of them, up to 200; an empty list: everywhere.',
  })
  @IsOptional()
  @ValidateNested({ each: true })
  places?: NewPlace[] | null;

  @Field(() => [NewTime], {
    nullable: true,
    description: 'The only times at which it may charge, all of them, up to 200; an empty list: always.',
  })
  @IsOptional()
  @ValidateNested({ each: true })
  times?: NewTime[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How long stations may keep what they were told of it, in seconds, from 0 on; null: until it expires.',
  })
  @IsOptional()
  @Min(0)
  cacheSeconds?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What a station speaks to whoever holds it, de or en-GB for one; 2 to 8 characters (OCPP 2.x).',
  })
  @IsOptional()
  @Matches(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,5})?$/, { message: 'language must be one of RFC 5646, de for one' })
  language?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What a station shows whoever holds it, 1 to 512 characters (OCPP 2.x).',
  })
  @IsOptional()
  @Length(1, 512)
  @IsPlainText()
  personalMessage?: string | null;

  @Field(() => MessageFormat, { nullable: true, description: 'How that is written; a new token: UTF8.' })
  personalMessageFormat?: MessageFormat | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Who charges first when there is not enough for all, −9 to 9 (OCPP 2.x).',
  })
  @IsOptional()
  @Min(-9)
  @Max(9)
  chargingPriority?: number | null;

  @Field(() => String, { nullable: true, description: 'What people note about it, up to 2000 characters.' })
  @IsOptional()
  @MaxLength(2000)
  note?: string | null;
}

@InputType({ description: 'A new token.' })
class NewIdToken extends IdTokenChange {
  @Field(() => String, {
    description:
      'The token as stations send it, 1 to 255 characters (OCPP 1.6 sends up to 20, 2.x up to 36 or 255); capitals do not count.',
  })
  @Length(1, 255)
  @IsPlainText()
  idToken!: string;
}

@Resolver()
export class EditIdTokenResolver {
  @Mutation(() => IdToken, { description: 'Enters a token. CONFLICT when there is one of the same text.' })
  createIdToken(
    @Arg('input', () => NewIdToken, { description: 'The token.' }) input: NewIdToken,
    @Ctx() { pool }: Context,
  ): Promise<IdToken> {
    const { places, times, everywhere, ...values } = input;
    const limits = { places, times };
    checkLimits(limits);
    return inTransaction(pool, async (tx) => {
      const row = { ...values, ...everywhereOf(limits, everywhere) };
      const idToken = await insertRow(tx, idTokenNoun, row);
      await writeLimits(tx, idToken.id, limits);
      return idToken;
    });
  }

  @Mutation(() => IdToken, { description: 'Changes a token.' })
  async updateIdToken(
    @Arg('id', () => ID, { description: 'Its number here.' }) id: string,
    @Arg('input', () => IdTokenChange, { description: 'What changes.' }) input: IdTokenChange,
    @Ctx() { pool }: Context,
  ): Promise<IdToken> {
    const { places, times, everywhere, ...values } = input;
    const limits = { places, times };
    checkLimits(limits);
    return inTransaction(pool, async (tx) => {
      const row = { ...values, ...everywhereOf(limits, everywhere) };
      const idToken = await updateRow(tx, idTokenNoun, id, row);
      if (!idToken) throw failure('NOT_FOUND', `there is no token of number ${id}`);
      await writeLimits(tx, id, limits);
      return idToken;
    });
  }

  @Mutation(() => ID, { description: 'Deletes a token; its transactions stay. Gives back its number.' })
  async deleteIdToken(
    @Arg('id', () => ID, { description: 'Its number here.' }) id: string,
    @Ctx() { pool }: Context,
  ): Promise<string> {
    if (!(await deleteRow(pool, 'id_token', id)))
      throw failure('NOT_FOUND', `there is no token of number ${id}`);
    return id;
  }
}
