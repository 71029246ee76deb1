import { IsOptional, Length, MaxLength } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { deleteRow, insertRow, updateRow } from '../editing/rows.js';
import { IsPlainText } from '../editing/validators.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { IdTokenGroup, idTokenGroupNoun } from './id-token-group.js';

@InputType({
  description: 'What can be changed of a group of tokens; what is left out stays, null empties it.',
})
class IdTokenGroupChange {
  @Field(() => String, { nullable: true, description: 'What people call it, 1 to 200 characters.' })
  @IsOptional()
  @Length(1, 200)
  @IsPlainText()
  name?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether its tokens end any transaction and begin none; a new group: false.',
  })
  masterPass?: boolean | null;

  @Field(() => String, { nullable: true, description: 'What people note about it, up to 2000 characters.' })
  @IsOptional()
  @MaxLength(2000)
  note?: string | null;
}

@InputType({ description: 'A new group of tokens.' })
class NewIdTokenGroup extends IdTokenGroupChange {
  @Field(() => String, {
    description:
      'What stations are told of it, 1 to 255 characters (OCPP 1.6 takes up to 20, 2.x up to 36; stations are not told longer ones).',
  })
  @Length(1, 255)
  @IsPlainText()
  groupIdToken!: string;
}

@Resolver()
export class EditIdTokenGroupResolver {
  @Mutation(() => IdTokenGroup, {
    description: 'Enters a group of tokens. CONFLICT when there is one of the same text.',
  })
  createIdTokenGroup(
    @Arg('input', () => NewIdTokenGroup, { description: 'The group.' }) input: NewIdTokenGroup,
    @Ctx() { pool }: Context,
  ): Promise<IdTokenGroup> {
    return insertRow(pool, idTokenGroupNoun, { ...input });
  }

  @Mutation(() => IdTokenGroup, { description: 'Changes a group of tokens.' })
  async updateIdTokenGroup(
    @Arg('id', () => ID, { description: 'Its number here.' }) id: string,
    @Arg('input', () => IdTokenGroupChange, { description: 'What changes.' }) input: IdTokenGroupChange,
    @Ctx() { pool }: Context,
  ): Promise<IdTokenGroup> {
    const group = await updateRow(pool, idTokenGroupNoun, id, { ...input });
    if (!group) throw failure('NOT_FOUND', `there is no group of number ${id}`);
    return group;
  }

  @Mutation(() => ID, {
    description: 'Deletes a group of tokens; its tokens stay and belong to none. Gives back its number.',
  })
  async deleteIdTokenGroup(
    @Arg('id', () => ID, { description: 'Its number here.' }) id: string,
    @Ctx() { pool }: Context,
  ): Promise<string> {
    if (!(await deleteRow(pool, 'id_token_group', id)))
      throw failure('NOT_FOUND', `there is no group of number ${id}`);
    return id;
  }
}
