import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { isAnyOf, occursIn } from '../connections/sql-text.js';

@ObjectType({ description: 'Stations that are configured alike. A station may be in several groups.' })
export class StationGroup {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field({ description: 'What people call it.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  description!: string | null;

  @Field(() => Int, {
    description:
      'Of two groups that desire different values of one station, that with the higher priority counts; of two alike the older. A value desired of the station itself counts before all.',
  })
  priority!: number;

  @Field(() => GraphQLDateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When it last changed.' })
  updatedAt!: Date;
}

@InputType({ description: 'Which groups.' })
export class StationGroupFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these ids.' })
  ids?: string[];

  @Field(() => ID, { nullable: true, description: 'Has this station.' })
  stationId?: string;

  @Field(() => String, {
    nullable: true,
    description: 'This text occurs in name or description, capitals or not.',
  })
  search?: string;
}

export const groupNoun: Noun<StationGroup, StationGroupFilter, 'ID' | 'NAME' | 'PRIORITY'> = {
  from: 'station_group j',
  columns: 'j.id, j.name, j.description, j.priority, j.created_at, j.updated_at',
  unique: [{ sql: 'j.id', type: 'bigint' }],
  orders: {
    ID: { sql: 'j.id', type: 'bigint', about: 'The order in which they were made.' },
    NAME: { sql: 'j.name', type: 'text', about: 'The name.' },
    PRIORITY: { sql: 'j.priority', type: 'integer', about: 'The priority.' },
  },
  usual: { field: 'NAME', direction: 'ASC' },
  conditions: {
    ids: isAnyOf('j.id', 'bigint'),
    stationId: (id, sql) =>
      `exists (select from station_group_member m where m.group_id = j.id and m.station_id = ${sql.$(id, 'text')})`,
    search: occursIn('j.name', 'j.description'),
  },
  row: StationGroup,
};

export const groupList = listTypes('StationGroup', groupNoun, StationGroupFilter);
export const byGroupId = { sql: 'j.id', type: 'bigint' } as const;
