import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { is, isMissing } from '../connections/sql-text.js';
import { words } from '../connections/words.js';

export const DeviceReportKind = words('DeviceReportKind', 'What a report is about.', {
  VARIABLES: 'Variables (NotifyReport).',
  MONITORS: 'Monitors (NotifyMonitoringReport).',
});
export type DeviceReportKind = keyof typeof DeviceReportKind;

@ObjectType({ description: 'A report of a station, which comes in parts: how far it has come.' })
export class DeviceReport {
  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => DeviceReportKind, { description: 'What it is about.' })
  kind!: DeviceReportKind;

  @Field(() => ID, { description: 'The requestId of the command that asked for it.' })
  requestId!: string;

  @Field(() => [Int], { description: 'Numbers of the parts that came in, from 0.' })
  parts!: number[];

  @Field(() => Int, { nullable: true, description: 'Number of the last part; null while it is to come.' })
  lastPart!: number | null;

  @Field(() => Int, { description: 'How many variables with attributes, or with monitors, the parts hold.' })
  rows!: number;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When its newest part was made, by the station’s clock.',
  })
  generatedAt!: Date | null;

  @Field(() => GraphQLDateTime, { description: 'When its first part came in.' })
  startedAt!: Date;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it had come in whole; null while parts are missing.',
  })
  completedAt!: Date | null;
}

@InputType({ description: 'Which reports.' })
export class DeviceReportFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => DeviceReportKind, { nullable: true, description: 'About this.' })
  kind?: DeviceReportKind;

  @Field(() => ID, { nullable: true, description: 'Asked for with this requestId.' })
  requestId?: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether it has come in whole.' })
  complete?: boolean;
}

export const deviceReportNoun: Noun<DeviceReport, DeviceReportFilter, 'STARTED_AT'> = {
  from: 'device_report r',
  columns: `r.station_id, r.kind, r.request_id, r.parts, r.last_part, r.rows, r.generated_at, r.started_at,
    r.completed_at`,
  unique: [
    { sql: 'r.station_id', type: 'text' },
    { sql: 'r.kind', type: 'text' },
    { sql: 'r.request_id', type: 'bigint' },
  ],
  orders: { STARTED_AT: { sql: 'r.started_at', type: 'timestamptz', about: 'When its first part came in.' } },
  usual: { field: 'STARTED_AT', direction: 'DESC' },
  conditions: {
    stationId: is('r.station_id'),
    kind: is('r.kind'),
    requestId: is('r.request_id', 'bigint'),
    complete: (complete, sql) => isMissing('r.completed_at')(!complete, sql),
  },
  row: DeviceReport,
};

export const deviceReportList = listTypes('DeviceReport', deviceReportNoun, DeviceReportFilter);
