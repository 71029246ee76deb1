import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { is, isAnyOf, occursIn } from '../connections/sql-text.js';

@ObjectType({
  description:
    'A group of tokens, which can end each other’s transactions. It is there once a token names it.',
})
export class IdTokenGroup {
  @Field(() => ID, { description: 'Its number here.' })
  id!: string;

  @Field({
    description: 'What stations are told of it (1.6 parentIdTag, 2.x groupIdToken); capitals do not count.',
  })
  groupIdToken!: string;

  @Field(() => String, { nullable: true, description: 'What people call it.' })
  name!: string | null;

  @Field({
    description:
      'Whether its tokens end any transaction and begin none: a 2.x station compares the group with its variable AuthCtrlr.MasterPassGroupId.',
  })
  masterPass!: boolean;

  @Field(() => String, { nullable: true, description: 'What people note about it.' })
  note!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was entered.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When it last changed.' })
  updatedAt!: Date;
}

@InputType({ description: 'Which groups of tokens.' })
export class IdTokenGroupFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these numbers.' })
  ids?: string[];

  @Field(() => String, { nullable: true, description: 'This group, capitals or not.' })
  groupIdToken?: string;

  @Field(() => String, { nullable: true, description: 'This text occurs in group, name or note.' })
  search?: string;

  @Field(() => Boolean, { nullable: true, description: 'A master pass group, or not.' })
  masterPass?: boolean;
}

export const idTokenGroupNoun: Noun<IdTokenGroup, IdTokenGroupFilter, 'ID' | 'GROUP_ID_TOKEN'> = {
  from: 'id_token_group g',
  columns: 'g.id, g.group_id_token, g.name, g.master_pass, g.note, g.created_at, g.updated_at',
  unique: [{ sql: 'g.id', type: 'bigint' }],
  orders: {
    ID: { sql: 'g.id', type: 'bigint', about: 'The order in which they were entered.' },
    GROUP_ID_TOKEN: { sql: 'g.group_id_token', type: 'text', about: 'The group.' },
  },
  usual: { field: 'ID', direction: 'ASC' },
  conditions: {
    ids: isAnyOf('g.id', 'bigint'),
    groupIdToken: (group, sql) => `lower(g.group_id_token) = lower(${sql.$(group, 'text')})`,
    search: occursIn('g.group_id_token', 'g.name', 'g.note'),
    masterPass: is('g.master_pass', 'boolean'),
  },
  row: IdTokenGroup,
};

export const idTokenGroupList = listTypes('IdTokenGroup', idTokenGroupNoun, IdTokenGroupFilter);
export const byGroupId = { sql: 'g.id', type: 'bigint' } as const;
export const byGroup = { sql: 'lower(g.group_id_token)', type: 'text' } as const;
