import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { ArgsOf } from '../connections/connection.js';
import type { Context } from '../server/context.js';
import { transactionList } from '../transactions/transaction.js';
import { byIdTokenId, IdToken, idTokenList, idTokenNoun } from './id-token.js';
import { byPlaceToken, IdTokenPlace, idTokenPlaces } from './id-token-place.js';
import { byTimeToken, IdTokenTime, idTokenTimes } from './id-token-time.js';

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

  @FieldResolver(() => [IdTokenPlace], { description: 'Where it may charge, if not everywhere.' })
  places(@Root() { id }: IdToken, @Ctx() { load }: Context): Promise<IdTokenPlace[]> {
    return load.all(idTokenPlaces, byPlaceToken, id, { order: 'p.id' });
  }

  @FieldResolver(() => [IdTokenTime], { description: 'When it may charge; empty: always.' })
  times(@Root() { id }: IdToken, @Ctx() { load }: Context): Promise<IdTokenTime[]> {
    return load.all(idTokenTimes, byTimeToken, id, { order: 'w.id' });
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
