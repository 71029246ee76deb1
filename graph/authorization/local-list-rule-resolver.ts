import { IsOptional, Length } from 'class-validator';
import { Arg, Args, Ctx, Field, ID, InputType, Mutation, Query, Resolver } from 'type-graphql';
import type { ArgsOf } from '../connections/connection.js';
import { deleteRow, insertRow } from '../editing/rows.js';
import { IsPlainText } from '../editing/validators.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { LocalListRule, localListRuleList, localListRuleNoun } from './local-list-rule.js';

@InputType({
  description:
    'Tokens that shall be in local lists: left out entirely, all tokens in the lists of all stations.',
})
class NewLocalListRule {
  @Field(() => ID, { nullable: true, description: 'Only in the list of this station.' })
  stationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only in those of the stations of this location.' })
  locationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only the token of this number.' })
  idTokenId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only the tokens of this group.' })
  @IsOptional()
  @Length(1, 255)
  @IsPlainText()
  groupIdToken?: string | null;
}

@Resolver()
export class LocalListRuleResolver {
  @Query(() => localListRuleList.Connection, { description: 'What belongs to which local lists.' })
  localListRules(
    @Args(() => localListRuleList.Args) args: ArgsOf<typeof localListRuleList>,
    @Ctx() { load }: Context,
  ): object {
    return localListRuleList.of(load, args);
  }

  @Mutation(() => LocalListRule, {
    description:
      'Puts tokens in local lists. Stations that keep lists are told within seconds, if their list is kept in step (`updateLocalList`).',
  })
  createLocalListRule(
    @Arg('input', () => NewLocalListRule, { description: 'The rule.' }) input: NewLocalListRule,
    @Ctx() { pool }: Context,
  ): Promise<LocalListRule> {
    if (input.stationId != null && input.locationId != null)
      throw failure('BAD_USER_INPUT', 'give stationId or locationId, not both');
    if (input.idTokenId != null && input.groupIdToken != null)
      throw failure('BAD_USER_INPUT', 'give idTokenId or groupIdToken, not both');
    // An empty input is the rule for all; a row needs a column all the same.
    return insertRow(pool, localListRuleNoun, { ...input, stationId: input.stationId ?? null });
  }

  @Mutation(() => ID, {
    description: 'Takes a rule back; tokens that no other rule wants leave the lists. Gives back its number.',
  })
  async deleteLocalListRule(
    @Arg('id', () => ID, { description: 'Its number.' }) id: string,
    @Ctx() { pool }: Context,
  ): Promise<string> {
    if (!(await deleteRow(pool, 'local_list_rule', id)))
      throw failure('NOT_FOUND', `there is no rule of number ${id}`);
    return id;
  }
}
