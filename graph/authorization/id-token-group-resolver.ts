import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { ArgsOf } from '../connections/connection.js';
import type { Context } from '../server/context.js';
import { IdToken, idTokenList } from './id-token.js';
import { byGroup, byGroupId, IdTokenGroup, idTokenGroupList, idTokenGroupNoun } from './id-token-group.js';

@Resolver(() => IdTokenGroup)
export class IdTokenGroupResolver {
  @Query(() => idTokenGroupList.Connection, { description: 'Groups of tokens.' })
  idTokenGroups(
    @Args(() => idTokenGroupList.Args) args: ArgsOf<typeof idTokenGroupList>,
    @Ctx() { load }: Context,
  ): object {
    return idTokenGroupList.of(load, args);
  }

  @Query(() => IdTokenGroup, {
    nullable: true,
    description: 'One group of tokens; null when there is none of this number.',
  })
  idTokenGroup(
    @Arg('id', () => ID, { description: 'Its number here.' }) id: string,
    @Ctx() { load }: Context,
  ): Promise<IdTokenGroup | null> {
    return load.one(idTokenGroupNoun, byGroupId, id);
  }

  @FieldResolver(() => idTokenList.Connection, { description: 'The tokens that belong to it.' })
  idTokens(
    @Root() { groupIdToken }: IdTokenGroup,
    @Args(() => idTokenList.Args) args: ArgsOf<typeof idTokenList>,
    @Ctx() { load }: Context,
  ): object {
    const key = groupIdToken.toLowerCase();
    return idTokenList.of(load, args, { column: 'lower(k.group_id_token)', type: 'text', key });
  }
}

@Resolver(() => IdToken)
export class GroupOfIdTokenResolver {
  @FieldResolver(() => IdTokenGroup, { nullable: true, description: 'The group it belongs to.' })
  group(@Root() { groupIdToken }: IdToken, @Ctx() { load }: Context): Promise<IdTokenGroup | null> {
    return load.one(idTokenGroupNoun, byGroup, groupIdToken?.toLowerCase());
  }
}
