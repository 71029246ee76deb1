import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { is, isAnyOf } from '../connections/sql-text.js';
import { isNamed, OfVariable, variableColumns } from './variable-of.js';

@ObjectType({
  implements: OfVariable,
  description: 'Something a station watches a variable for, and reports when it happens.',
})
export class VariableMonitor extends OfVariable {
  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, { description: 'Its number at the station.' })
  monitorId!: string;

  @Field({
    description: 'UpperThreshold, LowerThreshold, Delta, Periodic, PeriodicClockAligned, TargetDelta, …',
  })
  type!: string;

  @Field(() => Float, {
    nullable: true,
    description: 'The threshold or difference, in the unit of the variable; of periodic ones the seconds.',
  })
  value!: number | null;

  @Field(() => Int, { nullable: true, description: '0 (danger) to 9 (debug).' })
  severity!: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it watches during transactions only.' })
  transaction!: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'HardWiredNotification, HardWiredMonitor, PreconfiguredMonitor or CustomMonitor.',
  })
  eventNotificationType!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When what is known of it last changed.' })
  updatedAt!: Date;
}

@InputType({ description: 'Which monitors. Capitals in names do not count.' })
export class VariableMonitorFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => String, { nullable: true, description: 'Over components of this name.' })
  component?: string;

  @Field(() => String, { nullable: true, description: 'Over variables of this name.' })
  variable?: string;

  @Field(() => [String], { nullable: true, description: 'Of these types.' })
  type?: string[];

  @Field(() => Int, { nullable: true, description: 'As severe as this or more: 0 (danger) to 9 (debug).' })
  maxSeverity?: number;
}

export const monitorNoun: Noun<VariableMonitor, VariableMonitorFilter, 'STATION'> = {
  from: 'variable_monitor w',
  columns: `w.station_id, w.monitor_id, ${variableColumns('w')}, w.type, w.value, w.severity, w.transaction,
    w.event_notification_type, w.updated_at`,
  unique: [
    { sql: 'w.station_id', type: 'text' },
    { sql: 'w.monitor_id', type: 'bigint' },
  ],
  orders: { STATION: { sql: 'w.station_id', type: 'text', about: 'Station, then number.' } },
  usual: { field: 'STATION', direction: 'ASC' },
  conditions: {
    stationId: is('w.station_id'),
    component: isNamed('w.component'),
    variable: isNamed('w.variable'),
    type: isAnyOf('w.type'),
    maxSeverity: (severity, sql) => `w.severity <= ${sql.$(severity, 'integer')}`,
  },
  row: VariableMonitor,
};

export const monitorList = listTypes('VariableMonitor', monitorNoun, VariableMonitorFilter);
