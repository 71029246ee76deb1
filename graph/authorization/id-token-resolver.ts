import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { ArgsOf } from '../connections/connection.js';
import type { Context } from '../server/context.js';
import { transactionList } from '../transactions/transaction.js';
import { byIdTokenId, IdToken, idTokenList, idTokenNoun } from './id-token.js';

@Resolver(() => IdToken)
export class IdTokenResolver {
  @Query(() => idTokenList.Connection, { description: 'Tokens to charge with.' })
  idTokens(@Args(() => idTokenList.Args) args: ArgsOf<typeof idTokenList>, @Ctx() { load }: Context): object {
    return idTokenList.of(load, args);
  }

  @Query(() => IdToken, { nullable: true, description: 'One token; null when there is none of this number.' })
  idToken(
    @Arg('id', () => ID, { description: 'Its number here.' }) id: string,
    @Ctx() { load }: Context,
  ): Promise<IdToken | null> {
    return load.one(idTokenNoun, byIdTokenId, id);
  }

  @FieldResolver(() => transactionList.Connection, { description: 'Transactions that were started with it.' })
  transactions(
    @Root() { idToken }: IdToken,
    @Args(() => transactionList.Args) args: ArgsOf<typeof transactionList>,
    @Ctx() { load }: Context,
  ): object {
    return transactionList.of(load, args, { column: 't.id_token', type: 'text', key: idToken });
  }
}
