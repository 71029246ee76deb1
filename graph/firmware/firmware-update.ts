import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { LongRequestState, shownState } from '../commands/long-request.js';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';
import { FirmwareKind } from './firmware-status.js';

@ObjectType({ description: 'A request to update firmware, or to publish it, and what came of it.' })
export class FirmwareUpdate {
  @Field(() => ID, { description: 'Its number here.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => FirmwareKind, { description: 'What the station does with the firmware.' })
  kind!: FirmwareKind;

  @Field(() => ID, {
    nullable: true,
    description: 'Its requestId on the wire; null where the message has none (OCPP 1.6, plain).',
  })
  requestId!: string | null;

  @Field(() => ID, { description: 'The command that asked for it.' })
  commandId!: string;

  @Field(() => String, { nullable: true, description: 'URL of the firmware.' })
  location!: string | null;

  @Field({ description: 'Whether a signature and its certificate came with it.' })
  signed!: boolean;

  @Field(() => String, { nullable: true, description: 'The version it was said to bring.' })
  wantedVersion!: string | null;

  @Field(() => String, { nullable: true, description: 'The version the station ran when it was asked.' })
  versionBefore!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The version it told of when it booted afterwards; null until then.',
  })
  versionAfter!: string | null;

  @Field(() => LongRequestState, { description: 'How far it is.' })
  state!: LongRequestState;

  @Field(() => String, { nullable: true, description: 'The status it answered the request with.' })
  answerStatus!: string | null;

  @Field(() => String, { nullable: true, description: 'Its newest step, in OCPP’s word.' })
  status!: string | null;

  @Field(() => String, { nullable: true, description: 'Why, in the station’s words (OCPP 2.1).' })
  info!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When its first step was told.' })
  startedAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was over.' })
  endedAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When the station told versionAfter.' })
  bootedAt!: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the station runs the wanted version since; null until it is known.',
  })
  runsWantedVersion(): boolean | null {
    const { state, wantedVersion, versionAfter, bootedAt } = this;
    return state === 'DONE' && wantedVersion !== null && bootedAt ? wantedVersion === versionAfter : null;
  }
}

@InputType({ description: 'Which updates of firmware.' })
export class FirmwareUpdateFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => FirmwareKind, { nullable: true, description: 'Of this kind.' })
  kind?: FirmwareKind;

  @Field(() => ID, { nullable: true, description: 'Of this requestId.' })
  requestId?: string;

  @Field(() => [LongRequestState], { nullable: true, description: 'In one of these states.' })
  state?: LongRequestState[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Asked for at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Asked for before this time.' })
  to?: Date;
}

export const firmwareUpdateNoun: Noun<FirmwareUpdate, FirmwareUpdateFilter, 'CREATED_AT'> = {
  from: 'firmware_update r left join command d on d.id = r.command_id',
  columns: `r.id, r.station_id, r.kind, r.request_id, r.command_id, r.location, r.signed, r.wanted_version, r.version_before,
    r.version_after, ${shownState} as state, r.answer_status, r.status, r.info, r.created_at, r.started_at, r.ended_at,
    r.booted_at`,
  unique: [{ sql: 'r.id', type: 'bigint' }],
  orders: { CREATED_AT: { sql: 'r.created_at', type: 'timestamptz', about: 'When it was asked for.' } },
  usual: { field: 'CREATED_AT', direction: 'DESC' },
  conditions: {
    stationId: is('r.station_id'),
    kind: is('r.kind'),
    requestId: is('r.request_id', 'bigint'),
    state: isAnyOf(`(${shownState})`),
    from: from('r.created_at'),
    to: before('r.created_at'),
  },
  row: FirmwareUpdate,
};

export const firmwareUpdateList = listTypes('FirmwareUpdate', firmwareUpdateNoun, FirmwareUpdateFilter);
