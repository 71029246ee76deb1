import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { is, isAnyOf } from '../connections/sql-text.js';
import { isNamed, OfVariable, variableColumns } from '../variables/variable-of.js';
import { DesiredMode } from './words.js';

@ObjectType({
  implements: OfVariable,
  description: 'A value that a variable shall have, at one station or at all of a group.',
})
export class DesiredVariable extends OfVariable {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { nullable: true, description: 'The station; null where it is desired of a group.' })
  stationId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The group; null where it is desired of one station.' })
  groupId!: string | null;

  @Field({ description: 'Which value: Actual, Target, MinSet or MaxSet.' })
  attributeType!: string;

  @Field({ description: 'The value, as text, in the unit of the variable.' })
  value!: string;

  @Field(() => DesiredMode, { description: 'What is done where it differs.' })
  mode!: DesiredMode;

  @Field(() => String, { nullable: true, description: 'Why it is desired, for people.' })
  note!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was entered.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When it last changed.' })
  updatedAt!: Date;
}

@InputType({ description: 'Which desired values. Capitals in names do not count.' })
export class DesiredVariableFilter {
  @Field(() => ID, { nullable: true, description: 'Desired of this station itself, not of its groups.' })
  stationId?: string;

  @Field(() => ID, { nullable: true, description: 'Desired of this group.' })
  groupId?: string;

  @Field(() => String, { nullable: true, description: 'Of components of this name.' })
  component?: string;

  @Field(() => String, { nullable: true, description: 'Of variables of this name.' })
  variable?: string;

  @Field(() => [DesiredMode], { nullable: true, description: 'With one of these modes.' })
  mode?: DesiredMode[];
}

export const desiredNoun: Noun<DesiredVariable, DesiredVariableFilter, 'ID'> = {
  from: 'desired_variable y',
  columns: `y.id, y.station_id, y.group_id, ${variableColumns('y')}, y.attribute_type, y.value, y.mode, y.note,
    y.created_at, y.updated_at`,
  unique: [{ sql: 'y.id', type: 'bigint' }],
  orders: { ID: { sql: 'y.id', type: 'bigint', about: 'The order in which they were entered.' } },
  usual: { field: 'ID', direction: 'ASC' },
  conditions: {
    stationId: is('y.station_id'),
    groupId: is('y.group_id', 'bigint'),
    component: isNamed('y.component'),
    variable: isNamed('y.variable'),
    mode: isAnyOf('y.mode'),
  },
  row: DesiredVariable,
};

export const desiredList = listTypes('DesiredVariable', desiredNoun, DesiredVariableFilter);
export const byDesiredId = { sql: 'y.id', type: 'bigint' } as const;
