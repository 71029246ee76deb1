import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';

@ObjectType({
  description:
    'Energy or a stop that matches no transaction: kept, answered properly, and left for a person.',
})
export class OrphanMessage {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field({ description: 'The OCPP action.' })
  action!: string;

  @Field(() => ID, { description: 'What makes it the same message when it comes again.' })
  orphanKey!: string;

  @Field({ description: 'Why it matches nothing, in words.' })
  reason!: string;

  @Field(() => GraphQLJSON, { description: 'The payload of the message.' })
  payload!: unknown;

  @Field(() => GraphQLDateTime, { description: 'When it came in.' })
  receivedAt!: Date;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When a person settled it; null while it is open.',
  })
  resolvedAt!: Date | null;
}

@InputType({ description: 'Which orphan messages.' })
export class OrphanMessageFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => [String], { nullable: true, description: 'Of these OCPP actions.' })
  action?: string[];

  @Field(() => Boolean, { nullable: true, description: 'Whether a person settled it.' })
  resolved?: boolean;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Came in at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Came in before this time.' })
  to?: Date;
}

export const orphanMessageNoun: Noun<OrphanMessage, OrphanMessageFilter, 'RECEIVED_AT'> = {
  from: 'orphan_message o',
  columns: 'o.id, o.station_id, o.action, o.orphan_key, o.reason, o.payload, o.received_at, o.resolved_at',
  unique: [{ sql: 'o.id', type: 'bigint' }],
  orders: { RECEIVED_AT: { sql: 'o.received_at', type: 'timestamptz', about: 'When it came in.' } },
  usual: { field: 'RECEIVED_AT', direction: 'DESC' },
  conditions: {
    stationId: is('o.station_id'),
    action: isAnyOf('o.action'),
    resolved: (resolved) => `o.resolved_at is ${resolved ? 'not ' : ''}null`,
    from: from('o.received_at'),
    to: before('o.received_at'),
  },
  row: OrphanMessage,
};

export const orphanMessageList = listTypes('OrphanMessage', orphanMessageNoun, OrphanMessageFilter);
