import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { from, is, isAnyOf } from '../connections/sql-text.js';
import { isNamed, OfVariable, variableColumns } from '../variables/variable-of.js';
import { DesiredMode, DriftState } from './words.js';

@ObjectType({
  implements: OfVariable,
  description:
    'How a variable of a station stands to what is desired of it. Of several values that groups desire, the one that counts.',
})
export class Drift extends OfVariable {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, { description: 'The desired value that counts.' })
  desiredId!: string;

  @Field({ description: 'Which value: Actual, Target, MinSet or MaxSet.' })
  attributeType!: string;

  @Field({ description: 'The value that is desired.' })
  desiredValue!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The value it has; null when it is not known or can only be written.',
  })
  knownValue!: string | null;

  @Field(() => String, { nullable: true, description: 'The value it takes at the next reboot.' })
  pendingValue!: string | null;

  @Field(() => DesiredMode, { description: 'What is done where it differs.' })
  mode!: DesiredMode;

  @Field(() => DriftState, { description: 'How it stands.' })
  state!: DriftState;

  @Field(() => GraphQLDateTime, { description: 'Since when it stands so.' })
  since!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'REJECTED: why, in the station’s word: its status or error, and what it says more.',
  })
  reason!: string | null;

  @Field(() => Int, { description: 'How often the station was asked to take it, or asked for it, in vain.' })
  attempts!: number;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the station was last asked.' })
  attemptedAt!: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it is asked again; null: not of our own accord, or it is being asked, or is away.',
  })
  nextAttemptAt!: Date | null;
}

@InputType({ description: 'Which of what is desired. Capitals in names do not count.' })
export class DriftFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => ID, { nullable: true, description: 'Of stations in this group.' })
  groupId?: string;

  @Field(() => ID, { nullable: true, description: 'Of this desired value.' })
  desiredId?: string;

  @Field(() => [DriftState], { nullable: true, description: 'In one of these states.' })
  state?: DriftState[];

  @Field(() => [DesiredMode], { nullable: true, description: 'With one of these modes.' })
  mode?: DesiredMode[];

  @Field(() => String, { nullable: true, description: 'Of components of this name.' })
  component?: string;

  @Field(() => String, { nullable: true, description: 'Of variables of this name.' })
  variable?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Standing so since this time or later.' })
  since?: Date;
}

export const driftNoun: Noun<Drift, DriftFilter, 'ID'> = {
  from: 'drift z',
  columns: `z.id, z.station_id, z.desired_id, ${variableColumns('z')}, z.attribute_type, z.desired_value, z.known_value,
    z.pending_value, z.mode, z.state, z.since, z.reason, z.attempts, z.attempted_at, z.next_attempt_at`,
  unique: [{ sql: 'z.id', type: 'bigint' }],
  orders: { ID: { sql: 'z.id', type: 'bigint', about: 'The order in which they came up.' } },
  usual: { field: 'ID', direction: 'ASC' },
  conditions: {
    stationId: is('z.station_id'),
    groupId: (id, sql) =>
      `exists (select from station_group_member m where m.station_id = z.station_id and m.group_id = ${sql.$(id, 'bigint')})`,
    desiredId: is('z.desired_id', 'bigint'),
    state: isAnyOf('z.state'),
    mode: isAnyOf('z.mode'),
    component: isNamed('z.component'),
    variable: isNamed('z.variable'),
    since: from('z.since'),
  },
  row: Drift,
};

export const driftList = listTypes('Drift', driftNoun, DriftFilter);
