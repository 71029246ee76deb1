import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { is } from '../connections/sql-text.js';

@ObjectType({
  description:
    'Which tokens belong to which stations’ local lists: of a station, a location’s stations or all; one token, a group or all.',
})
export class LocalListRule {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { nullable: true, description: 'Only this station.' })
  stationId!: string | null;

  @Field(() => ID, { nullable: true, description: 'Only the stations of the location of this number.' })
  locationId!: string | null;

  @Field(() => ID, { nullable: true, description: 'Only the token of this number.' })
  idTokenId!: string | null;

  @Field(() => String, { nullable: true, description: 'Only the tokens of this group.' })
  groupIdToken!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was entered.' })
  createdAt!: Date;
}

@InputType({ description: 'Which rules of local lists.' })
export class LocalListRuleFilter {
  @Field(() => ID, { nullable: true, description: 'For this station alone.' })
  stationId?: string;

  @Field(() => ID, { nullable: true, description: 'For the location of this number.' })
  locationId?: string;

  @Field(() => ID, { nullable: true, description: 'For the token of this number.' })
  idTokenId?: string;

  @Field(() => String, { nullable: true, description: 'For this group, capitals or not.' })
  groupIdToken?: string;
}

export const localListRuleNoun: Noun<LocalListRule, LocalListRuleFilter, 'ID'> = {
  from: 'local_list_rule u',
  columns: 'u.id, u.station_id, u.location_id, u.id_token_id, u.group_id_token, u.created_at',
  unique: [{ sql: 'u.id', type: 'bigint' }],
  orders: { ID: { sql: 'u.id', type: 'bigint', about: 'The order in which they were entered.' } },
  usual: { field: 'ID', direction: 'ASC' },
  conditions: {
    stationId: is('u.station_id'),
    locationId: is('u.location_id', 'bigint'),
    idTokenId: is('u.id_token_id', 'bigint'),
    groupIdToken: (group, sql) => `lower(u.group_id_token) = lower(${sql.$(group, 'text')})`,
  },
  row: LocalListRule,
};

export const localListRuleList = listTypes('LocalListRule', localListRuleNoun, LocalListRuleFilter);
