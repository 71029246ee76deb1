import { GraphQLDateTime } from 'graphql-scalars';
import { Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../server/context.js';

@ObjectType({ description: 'Who asks, and what they may.' })
export class Me {
  @Field(() => ID, {
    nullable: true,
    description: 'The user of Directus; null for the bearer of the administrator’s token of the settings.',
  })
  userId!: string | null;

  @Field({ description: 'What they are called, `requestedBy` of the commands they give.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Their role in Directus; null without one.' })
  role!: string | null;

  @Field({ description: 'Whether they may do everything; then `rights` counts for nothing.' })
  admin!: boolean;

  @Field(() => [String], {
    description:
      'What they may do, each as `<action> <collection>`: `read transaction` opens transactions and their events, `create command` commands to stations, create, update and delete the edits. Sorted.',
  })
  rights!: string[];

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the token ends; null when it does not end by itself.',
  })
  expiresAt!: Date | null;
}

@Resolver()
export class MeResolver {
  @Query(() => Me, { description: 'Who I am, and what I may.' })
  me(@Ctx() { identity }: Context): Me {
    return { ...identity, rights: [...identity.rights].sort() };
  }
}
