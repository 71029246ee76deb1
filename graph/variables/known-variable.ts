import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { is, isAnyOf, isMissing, occursIn } from '../connections/sql-text.js';
import { isNamed, OfVariable, variableColumns } from './variable-of.js';

@ObjectType({
  implements: OfVariable,
  description:
    'A variable of a station (OCPP 1.6: a configuration key) and what is known of it: from its reports, its answers and its events.',
})
export class Variable extends OfVariable {
  @Field(() => ID, { description: 'Its number here.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field({ description: 'Which value: Actual, Target, MinSet or MaxSet.' })
  attributeType!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The value; null when it is not known or can only be written.',
  })
  value!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The value it takes at the next reboot (RebootRequired).',
  })
  pendingValue!: string | null;

  @Field(() => String, { nullable: true, description: 'ReadOnly, WriteOnly or ReadWrite.' })
  mutability!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it outlives a reboot.' })
  persistent!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it never changes.' })
  constant!: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'string, decimal, integer, dateTime, boolean, OptionList, SequenceList or MemberList.',
  })
  dataType!: string | null;

  @Field(() => String, { nullable: true, description: 'Unit of the value: s, A, W, Percent, …' })
  unit!: string | null;

  @Field(() => Float, { nullable: true, description: 'The lowest it can be; of texts the shortest.' })
  minLimit!: number | null;

  @Field(() => Float, { nullable: true, description: 'The highest it can be; of texts the longest.' })
  maxLimit!: number | null;

  @Field(() => ID, { nullable: true, description: 'How many elements a list can have (OCPP 2.1).' })
  maxElements!: string | null;

  @Field(() => String, { nullable: true, description: 'What it can be, separated by commas.' })
  valuesList!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the station can watch it.' })
  supportsMonitoring!: boolean | null;

  @Field({ description: 'What told us last: REPORT, GET, SET or EVENT.' })
  source!: string;

  @Field(() => GraphQLDateTime, { description: 'When what is known of it last changed.' })
  updatedAt!: Date;
}

@InputType({ description: 'Which variables. Capitals in names do not count.' })
export class VariableFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => String, { nullable: true, description: 'Of components of this name.' })
  component?: string;

  @Field(() => String, { nullable: true, description: 'Of this name; in OCPP 1.6 the configuration key.' })
  variable?: string;

  @Field(() => Int, { nullable: true, description: 'Of components of the EVSE of this number.' })
  evseId?: number;

  @Field(() => [String], { nullable: true, description: 'One of these: Actual, Target, MinSet, MaxSet.' })
  attributeType?: string[];

  @Field(() => [String], { nullable: true, description: 'One of these: ReadOnly, WriteOnly, ReadWrite.' })
  mutability?: string[];

  @Field(() => String, { nullable: true, description: 'Has this value.' })
  value?: string;

  @Field(() => String, { nullable: true, description: 'Has another value than this, or none.' })
  valueIsNot?: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether a value waits for the next reboot.' })
  pending?: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'This text occurs in component, variable or value, capitals or not.',
  })
  search?: string;
}

export const variableNoun: Noun<Variable, VariableFilter, 'ID' | 'NAME'> = {
  from: 'variable v',
  columns: `v.id, v.station_id, ${variableColumns('v')}, v.attribute_type, v.value, v.pending_value, v.mutability,
    v.persistent, v.constant, v.data_type, v.unit, v.min_limit, v.max_limit, v.max_elements, v.values_list,
    v.supports_monitoring, v.source, v.updated_at`,
  unique: [{ sql: 'v.id', type: 'bigint' }],
  orders: {
    ID: { sql: 'v.id', type: 'bigint', about: 'The order in which they became known.' },
    NAME: {
      sql: `lower(v.component || ' ' || v.variable)`,
      type: 'text',
      about: 'Component and variable; for the variables of one station.',
    },
  },
  usual: { field: 'ID', direction: 'ASC' },
  conditions: {
    stationId: is('v.station_id'),
    component: isNamed('v.component'),
    variable: isNamed('v.variable'),
    evseId: is('v.evse_id', 'integer'),
    attributeType: isAnyOf('v.attribute_type'),
    mutability: isAnyOf('v.mutability'),
    value: is('v.value'),
    valueIsNot: (value, sql) => `v.value is distinct from ${sql.$(value, 'text')}`,
    pending: (pending, sql) => isMissing('v.pending_value')(!pending, sql),
    search: occursIn('v.component', 'v.variable', 'v.value'),
  },
  row: Variable,
};

export const variableList = listTypes('Variable', variableNoun, VariableFilter);
