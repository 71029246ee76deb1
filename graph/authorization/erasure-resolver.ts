import { randomBytes } from 'node:crypto';
import { Arg, Ctx, Field, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { eraseToken } from './erasure.js';

@ObjectType({ description: 'Rows of one table, or one column of it, that no longer name an erased token.' })
class ErasedRows {
  @Field({ description: 'The table, and the column where it is one of several.' })
  rows!: string;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({ description: 'What was done to erase a token.' })
class Erasure {
  @Field({ description: 'What stands in its place from now on; it leads to nobody.' })
  pseudonym!: string;

  @Field(() => [ErasedRows], { description: 'What was changed or deleted, table by table.' })
  erased!: ErasedRows[];
}

@Resolver()
export class ErasureResolver {
  @Mutation(() => Erasure, {
    description:
      'Erases personal data: deletes the token and what stations told of its customer, and puts a pseudonym in its place in transactions, reservations, events, commands, the message trace and the audit. Times, energy and places of transactions stay, for accounting. CONFLICT while a transaction goes on with it.',
  })
  async eraseIdToken(
    @Arg('idToken', () => String, { description: 'The token as stations send it; capitals do not count.' })
    idToken: string,
    @Ctx() { pool }: Context,
  ): Promise<Erasure> {
    if (idToken.length < 1 || idToken.length > 255)
      throw failure('BAD_USER_INPUT', 'idToken has 1 to 255 characters');
    const pseudonym = `erased-${randomBytes(6).toString('hex')}`;
    const erased = await eraseToken(pool, idToken, pseudonym);
    if (!erased) throw failure('CONFLICT', 'a transaction goes on with this token; end it first');
    return { pseudonym, erased: erased.filter(({ count }) => count > 0) };
  }
}
