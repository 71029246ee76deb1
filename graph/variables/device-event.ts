import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';
import { isNamed, OfVariable, variableColumns } from './variable-of.js';

@ObjectType({
  implements: OfVariable,
  description: 'Something a station noticed about one of its variables (NotifyEvent).',
})
export class DeviceEvent extends OfVariable {
  @Field(() => ID, { description: 'Its number here.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, { nullable: true, description: 'Its number at the station.' })
  eventId!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it happened, by the station’s clock.' })
  occurredAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When it came in.' })
  receivedAt!: Date;

  @Field({ description: 'Alerting, Delta or Periodic.' })
  trigger!: string;

  @Field(() => ID, { nullable: true, description: 'The eventId of what led to it.' })
  cause!: string | null;

  @Field({ description: 'The value of the variable then.' })
  actualValue!: string;

  @Field(() => String, { nullable: true, description: 'A code of the vendor’s own.' })
  techCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Details of the vendor’s own.' })
  techInfo!: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True: the condition is over.' })
  cleared!: boolean | null;

  @Field(() => ID, { nullable: true, description: 'What the station calls the transaction it is about.' })
  transactionId!: string | null;

  @Field(() => ID, { nullable: true, description: 'Number of the monitor that noticed it.' })
  monitorId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'HardWiredNotification, HardWiredMonitor, PreconfiguredMonitor or CustomMonitor.',
  })
  eventNotificationType!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: '0 (danger) to 9 (debug); of OCPP 2.0.1 that of the monitor, where it is known.',
  })
  severity!: number | null;
}

@InputType({ description: 'Which events of stations. Capitals in names do not count.' })
export class DeviceEventFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => String, { nullable: true, description: 'About components of this name.' })
  component?: string;

  @Field(() => String, { nullable: true, description: 'About variables of this name.' })
  variable?: string;

  @Field(() => [String], { nullable: true, description: 'One of these: Alerting, Delta, Periodic.' })
  trigger?: string[];

  @Field(() => Int, { nullable: true, description: 'As severe as this or more: 0 (danger) to 9 (debug).' })
  maxSeverity?: number;

  @Field(() => Boolean, { nullable: true, description: 'Whether it says that a condition is over.' })
  cleared?: boolean;

  @Field(() => ID, { nullable: true, description: 'About the transaction the station calls so.' })
  transactionId?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Happened at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Happened before this time.' })
  to?: Date;
}

export const deviceEventNoun: Noun<DeviceEvent, DeviceEventFilter, 'OCCURRED_AT'> = {
  from: 'device_event f',
  columns: `f.id, f.station_id, ${variableColumns('f')}, f.event_id, f.occurred_at, f.received_at, f.trigger, f.cause,
    f.actual_value, f.tech_code, f.tech_info, f.cleared, f.transaction_id, f.monitor_id, f.event_notification_type,
    f.severity`,
  unique: [{ sql: 'f.id', type: 'bigint' }],
  orders: { OCCURRED_AT: { sql: 'f.occurred_at', type: 'timestamptz', about: 'When it happened.' } },
  usual: { field: 'OCCURRED_AT', direction: 'DESC' },
  conditions: {
    stationId: is('f.station_id'),
    component: isNamed('f.component'),
    variable: isNamed('f.variable'),
    trigger: isAnyOf('f.trigger'),
    maxSeverity: (severity, sql) => `f.severity <= ${sql.$(severity, 'integer')}`,
    cleared: (cleared, sql) => `coalesce(f.cleared, false) = ${sql.$(cleared, 'boolean')}`,
    transactionId: is('f.transaction_id'),
    from: from('f.occurred_at'),
    to: before('f.occurred_at'),
  },
  row: DeviceEvent,
};

export const deviceEventList = listTypes('DeviceEvent', deviceEventNoun, DeviceEventFilter);
export const byDeviceEventId = { sql: 'f.id', type: 'bigint' } as const;
