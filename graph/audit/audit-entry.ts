import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';

@ObjectType({ description: 'A mutation that somebody made.' })
export class AuditEntry {
  @Field(() => ID, { description: 'Its number here.' })
  id!: string;

  @Field(() => GraphQLDateTime, { description: 'When it began.' })
  at!: Date;

  @Field({ description: 'Who made it: an e-mail address where there is one.' })
  who!: string;

  @Field(() => ID, { nullable: true, description: 'Their user of Directus; null for the settings’ token.' })
  userId!: string | null;

  @Field(() => String, { nullable: true, description: 'The address it came from.' })
  address!: string | null;

  @Field({ description: 'The mutation.' })
  mutation!: string;

  @Field(() => GraphQLJSON, {
    description: 'Its arguments as they were given; secrets are masked, long texts and lists cut.',
  })
  arguments!: unknown;

  @Field(() => String, {
    nullable: true,
    description:
      'DONE, or the code of its error; null while it is under way, or when the process ended meanwhile.',
  })
  outcome!: string | null;

  @Field(() => String, { nullable: true, description: 'Its error in words.' })
  error!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was over.' })
  finishedAt!: Date | null;
}

@InputType({ description: 'Which entries.' })
export class AuditEntryFilter {
  @Field(() => String, { nullable: true, description: 'Made by this one.' })
  who?: string;

  @Field(() => ID, { nullable: true, description: 'Made by this user of Directus.' })
  userId?: string;

  @Field(() => [String], { nullable: true, description: 'One of these mutations.' })
  mutations?: string[];

  @Field(() => [String], { nullable: true, description: 'With one of these outcomes.' })
  outcomes?: string[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'At this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Before this time.' })
  to?: Date;
}

export const auditEntryNoun: Noun<AuditEntry, AuditEntryFilter, 'AT'> = {
  from: 'audit q',
  columns:
    'q.id, q.at, q.who, q.user_id, q.address, q.mutation, q.arguments, q.outcome, q.error, q.finished_at',
  unique: [{ sql: 'q.id', type: 'bigint' }],
  orders: { AT: { sql: 'q.at', type: 'timestamptz', about: 'When it began.' } },
  usual: { field: 'AT', direction: 'DESC' },
  conditions: {
    who: is('q.who'),
    userId: is('q.user_id'),
    mutations: isAnyOf('q.mutation'),
    outcomes: isAnyOf('q.outcome'),
    from: from('q.at'),
    to: before('q.at'),
  },
  row: AuditEntry,
};

export const auditEntryList = listTypes('AuditEntry', auditEntryNoun, AuditEntryFilter);
