import { ArrayMaxSize, ArrayMinSize, IsOptional, Length, MaxLength } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import type { Pool } from '../../platform/database/pool.js';
import { deleteRow, insertRow, updateRow } from '../editing/rows.js';
import { IsPlainText } from '../editing/validators.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { groupNoun, StationGroup } from './station-group.js';

@InputType({ description: 'What can be changed of a group; what is left out stays, null empties it.' })
class StationGroupChange {
  @Field(() => String, {
    nullable: true,
    description: 'What people call it, 1 to 200 characters; no two alike.',
  })
  @IsOptional()
  @Length(1, 200)
  @IsPlainText()
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is for, up to 2000 characters.' })
  @IsOptional()
  @MaxLength(2000)
  description?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Of groups that desire different values the one with the higher priority counts. Left out: 0.',
  })
  priority?: number | null;
}

@InputType({ description: 'A new group.' })
class NewStationGroup extends StationGroupChange {
  @Field(() => String, { description: 'What people call it, 1 to 200 characters; no two alike.' })
  @Length(1, 200)
  @IsPlainText()
  declare name: string;
}

@ArgsType()
class Membership {
  @Field(() => ID, { description: 'The group.' })
  groupId!: string;

  @Field(() => [ID], { description: 'The stations, 1 to 1000.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  stationIds!: string[];
}

@Resolver()
export class EditStationGroupResolver {
  @Mutation(() => StationGroup, {
    description: 'Makes a group of stations. CONFLICT when there is one of that name.',
  })
  createStationGroup(
    @Arg('input', () => NewStationGroup, { description: 'The group.' }) input: NewStationGroup,
    @Ctx() { pool }: Context,
  ): Promise<StationGroup> {
    return insertRow(pool, groupNoun, { ...input });
  }

  @Mutation(() => StationGroup, { description: 'Changes a group.' })
  async updateStationGroup(
    @Arg('id', () => ID, { description: 'Its number.' }) id: string,
    @Arg('input', () => StationGroupChange, { description: 'What changes.' }) input: StationGroupChange,
    @Ctx() { pool }: Context,
  ): Promise<StationGroup> {
    const group = await updateRow(pool, groupNoun, id, { ...input });
    if (!group) throw failure('NOT_FOUND', `there is no group ${id}`);
    return group;
  }

  @Mutation(() => ID, {
    description:
      'Deletes a group and what is desired of it; its stations stay, with the values they have. Gives back its number.',
  })
  async deleteStationGroup(
    @Arg('id', () => ID, { description: 'Its number.' }) id: string,
    @Ctx() { pool }: Context,
  ): Promise<string> {
    if (!(await deleteRow(pool, 'station_group', id))) throw failure('NOT_FOUND', `there is no group ${id}`);
    return id;
  }

  @Mutation(() => StationGroup, {
    description:
      'Puts stations into a group; those that are in it already stay. NOT_FOUND when one does not exist.',
  })
  async addStationsToGroup(@Args() membership: Membership, @Ctx() { pool }: Context): Promise<StationGroup> {
    const group = await groupOf(pool, membership);
    const { rows } = await pool.query(
      `with asked as (select distinct id from unnest($2::text[]) as a (id)),
            added as (
              insert into station_group_member (group_id, station_id)
              select $1, id from asked
              where not exists (select from asked where id not in (select id from charging_station))
              on conflict do nothing
            )
       select id from asked where id not in (select id from charging_station) order by id limit 5`,
      [group.id, membership.stationIds],
    );
    if (rows.length > 0)
      throw failure('NOT_FOUND', `there is no station ${rows.map(({ id }) => id).join(', ')}`);
    return group;
  }

  @Mutation(() => StationGroup, {
    description: 'Takes stations out of a group; those that are not in it are no matter.',
  })
  async removeStationsFromGroup(
    @Args() membership: Membership,
    @Ctx() { pool }: Context,
  ): Promise<StationGroup> {
    const group = await groupOf(pool, membership);
    await pool.query('delete from station_group_member where group_id = $1 and station_id = any($2)', [
      group.id,
      membership.stationIds,
    ]);
    return group;
  }
}

async function groupOf(pool: Pool, { groupId }: Membership): Promise<StationGroup> {
  const group = await updateRow(pool, groupNoun, groupId, {});
  if (!group) throw failure('NOT_FOUND', `there is no group ${groupId}`);
  return group;
}
