import { IsOptional, Length, MaxLength } from 'class-validator';
import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { deleteRow, insertRow, updateRow } from '../editing/rows.js';
import { IsPlainText } from '../editing/validators.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { IdToken, IdTokenStatus, idTokenNoun } from './id-token.js';

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
    return insertRow(pool, idTokenNoun, { ...input });
  }

  @Mutation(() => IdToken, { description: 'Changes a token.' })
  async updateIdToken(
    @Arg('id', () => ID, { description: 'Its number here.' }) id: string,
    @Arg('input', () => IdTokenChange, { description: 'What changes.' }) input: IdTokenChange,
    @Ctx() { pool }: Context,
  ): Promise<IdToken> {
    const idToken = await updateRow(pool, idTokenNoun, id, { ...input });
    if (!idToken) throw failure('NOT_FOUND', `there is no token of number ${id}`);
    return idToken;
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
