import { Field, ID, Int, ObjectType } from 'type-graphql';
import { OfVariable } from '../variables/variable-of.js';
import { StationEvent } from './station-event.js';

@ObjectType({ implements: OfVariable, description: 'A variable of which we now know otherwise.' })
export class ChangedVariable extends OfVariable {
  @Field({ description: 'Which value: Actual, Target, MinSet or MaxSet.' })
  attributeType!: string;

  @Field(() => String, { nullable: true, description: 'The value now.' })
  value!: string | null;

  @Field(() => String, { nullable: true, description: 'The value it takes at the next reboot.' })
  pendingValue!: string | null;
}

@ObjectType({ implements: StationEvent, description: 'We know otherwise of variables than before.' })
export class VariablesChanged extends StationEvent {
  @Field({ description: 'What told us: REPORT, GET, SET or EVENT.' })
  source!: string;

  @Field(() => Int, { description: 'How many.' })
  changed!: number;

  @Field(() => [ChangedVariable], { description: 'Which; the first hundred.' })
  variables!: ChangedVariable[];
}

@ObjectType({ implements: StationEvent, description: 'A report of variables is complete (NotifyReport).' })
export class ReportReceived extends StationEvent {
  @Field(() => ID, { description: 'The requestId of the command that asked for it.' })
  requestId!: string;

  @Field(() => Int, { description: 'In how many messages it came.' })
  parts!: number;

  @Field(() => Int, { name: 'variableCount', description: 'How many variables it told of.' })
  variables!: number;
}

@ObjectType({
  implements: StationEvent,
  description: 'A report of monitors is complete (NotifyMonitoringReport).',
})
export class MonitoringReportReceived extends StationEvent {
  @Field(() => ID, { description: 'The requestId of the command that asked for it.' })
  requestId!: string;

  @Field(() => Int, { description: 'In how many messages it came.' })
  parts!: number;

  @Field(() => Int, { name: 'variableCount', description: 'Of how many variables it told the monitors.' })
  variables!: number;
}

@ObjectType({
  implements: StationEvent,
  description: 'The station watches variables otherwise, as it was asked.',
})
export class MonitorsChanged extends StationEvent {
  @Field(() => [ID], { description: 'Numbers of the monitors that are new or changed.' })
  set!: string[];

  @Field(() => [ID], { description: 'Numbers of the monitors that are gone.' })
  cleared!: string[];
}

@ObjectType({
  implements: [StationEvent, OfVariable],
  description: 'The station noticed something (NotifyEvent).',
})
export class DeviceEventReported extends StationEvent {
  @Field(() => ID, { name: 'deviceEventId', description: 'Its number here.' })
  deviceEvent!: string;

  @Field(() => ID, { nullable: true, description: 'Its number at the station.' })
  eventId!: string | null;

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

  @Field(() => Int, { nullable: true, description: '0 (danger) to 9 (debug), where it is known.' })
  severity!: number | null;
}

@ObjectType({
  implements: StationEvent,
  description: 'The station is about to send the values of a monitor in bulk (OCPP 2.1).',
})
export class EventStreamOpened extends StationEvent {
  @Field(() => ID, { description: 'Number of the stream at the station.' })
  streamId!: number;

  @Field(() => ID, { nullable: true, description: 'Number of the monitor whose values it carries.' })
  monitorId!: number | null;

  @Field(() => Int, { nullable: true, description: 'The longest between two messages, in seconds.' })
  interval!: number | null;

  @Field(() => Int, { nullable: true, description: 'The most values in one message.' })
  values!: number | null;
}

@ObjectType({ implements: StationEvent, description: 'A stream sends at another pace (OCPP 2.1).' })
export class EventStreamAdjusted extends StationEvent {
  @Field(() => ID, { description: 'Number of the stream at the station.' })
  streamId!: number;

  @Field(() => Int, { nullable: true, description: 'The longest between two messages, in seconds.' })
  interval!: number | null;

  @Field(() => Int, { nullable: true, name: 'valueCount', description: 'The most values in one message.' })
  values!: number | null;
}

@ObjectType({ implements: StationEvent, description: 'A stream of values is over (OCPP 2.1).' })
export class EventStreamClosed extends StationEvent {
  @Field(() => ID, { description: 'Number of the stream at the station.' })
  streamId!: number;
}

@ObjectType({ implements: StationEvent, description: 'Values came over a stream (OCPP 2.1).' })
export class EventStreamReceived extends StationEvent {
  @Field(() => ID, { description: 'Number of the stream at the station.' })
  streamId!: number;

  @Field(() => ID, { nullable: true, description: 'How many values the station still has to send.' })
  pending!: number | null;

  @Field(() => Int, { name: 'valueCount', description: 'How many values came.' })
  values!: number;

  @Field(() => String, { nullable: true, description: 'The newest of them.' })
  latestValue!: string | null;
}
