import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';
import { words } from '../connections/words.js';

export const FirmwareKind = words('FirmwareKind', 'What a station does with firmware.', {
  UPDATE: 'It updates itself.',
  PUBLISH: 'A local controller offers an image to the stations behind it.',
});
export type FirmwareKind = keyof typeof FirmwareKind;

@ObjectType({ description: 'A step of a station on its way to new firmware.' })
export class FirmwareStatus {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => FirmwareKind, { description: 'What it does with the firmware.' })
  kind!: FirmwareKind;

  @Field(() => ID, {
    nullable: true,
    description: 'The requestId of the request it belongs to; null where the station names none.',
  })
  requestId!: string | null;

  @Field({ description: 'The step, in OCPP’s word: Downloading, Downloaded, Installing, Installed, …' })
  status!: string;

  @Field(() => String, { nullable: true, description: 'Why, as a code (OCPP 2.1).' })
  reasonCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Why, in the station’s words (OCPP 2.1).' })
  info!: string | null;

  @Field(() => [String], { nullable: true, description: 'URLs at which a published image can be fetched.' })
  locations!: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The update it is a step of; null when it is none of ours.',
  })
  updateId!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was told.' })
  at!: Date;
}

@InputType({ description: 'Which steps on the way to new firmware.' })
export class FirmwareStatusFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => FirmwareKind, { nullable: true, description: 'Of this kind.' })
  kind?: FirmwareKind;

  @Field(() => ID, { nullable: true, description: 'Belongs to the request of this requestId.' })
  requestId?: string;

  @Field(() => [String], { nullable: true, description: 'One of these steps.' })
  status?: string[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Told at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Told before this time.' })
  to?: Date;
}

export const firmwareStatusNoun: Noun<FirmwareStatus, FirmwareStatusFilter, 'AT'> = {
  from: 'firmware_status f',
  columns:
    'f.id, f.station_id, f.kind, f.request_id, f.status, f.reason_code, f.info, f.locations, f.update_id, f.at',
  unique: [{ sql: 'f.id', type: 'bigint' }],
  orders: { AT: { sql: 'f.at', type: 'timestamptz', about: 'When it was told.' } },
  usual: { field: 'AT', direction: 'DESC' },
  conditions: {
    stationId: is('f.station_id'),
    kind: is('f.kind'),
    requestId: is('f.request_id', 'bigint'),
    status: isAnyOf('f.status'),
    from: from('f.at'),
    to: before('f.at'),
  },
  row: FirmwareStatus,
};

export const firmwareStatusList = listTypes('FirmwareStatus', firmwareStatusNoun, FirmwareStatusFilter);
