import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { is, isAnyOf, isMissing, occursIn } from '../connections/sql-text.js';
import { Acceptance, ConnectorStatus, OcppVersion, RegistrationStatus, ValidationMode } from './words.js';

@ObjectType({ description: 'A charging station: what connects by OCPP and holds EVSEs.' })
export class ChargingStation {
  @Field(() => ID, { description: 'The identity it connects with: the last segment of its URL, decoded.' })
  id!: string;

  @Field(() => ID, { nullable: true, description: 'The location it stands at.' })
  locationId!: string | null;

  @Field(() => String, { nullable: true, description: 'What people call it.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Vendor, as it says at boot.' })
  vendor!: string | null;

  @Field(() => String, { nullable: true, description: 'Model, as it says at boot.' })
  model!: string | null;

  @Field(() => String, { nullable: true, description: 'Serial number, as it says at boot.' })
  serialNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Firmware version, as it says at boot.' })
  firmwareVersion!: string | null;

  @Field(() => String, { nullable: true, description: 'ICCID of its SIM card, as it says at boot.' })
  iccid!: string | null;

  @Field(() => String, { nullable: true, description: 'IMSI of its SIM card, as it says at boot.' })
  imsi!: string | null;

  @Field(() => OcppVersion, {
    nullable: true,
    description: 'The OCPP version of its newest connection; null when it has never connected.',
  })
  ocppVersion!: OcppVersion | null;

  @Field(() => RegistrationStatus, { description: 'Whether it may take part.' })
  registrationStatus!: RegistrationStatus;

  @Field(() => RegistrationStatus, {
    nullable: true,
    description:
      'What its last BootNotification was answered: it acts on this until it boots again. Null when it never sent one.',
  })
  toldStatus!: RegistrationStatus | null;

  @Field(() => Acceptance, { description: 'How it is accepted while it is pending.' })
  acceptance!: Acceptance;

  @Field(() => ValidationMode, { description: 'What happens to messages of it that break their schema.' })
  validationMode!: ValidationMode;

  @Field(() => Int, { description: 'OCPP security profile, 0 (none) to 3; it only rises.' })
  securityProfile!: number;

  @Field({ description: 'Whether a password is set for it; the password itself can never be read.' })
  hasPassword!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'Heartbeat interval it is told at boot, in seconds; null for the setting of the system.',
  })
  heartbeatInterval!: number | null;

  @Field({ description: 'Whether it is connected now.' })
  online!: boolean;

  @Field(() => ID, {
    description: 'Number of its newest connection; grows with each connection of the system.',
  })
  connectionEpoch!: string;

  @Field(() => ID, { nullable: true, description: 'The gateway process that holds its newest connection.' })
  gatewayId!: string | null;

  @Field(() => String, { nullable: true, description: 'Network address it connected from.' })
  remoteAddress!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When its newest connection opened.' })
  connectedAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When its last connection ended.' })
  disconnectedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why its last connection ended, in words.' })
  disconnectReason!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it was last heard of.' })
  lastSeenAt!: Date | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it last sent BootNotification.' })
  bootedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it booted, in its own word (2.x: PowerUp, RemoteReset, …).',
  })
  bootReason!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was entered here, by a person or by itself.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When its row last changed.' })
  updatedAt!: Date;
}

@InputType({ description: 'Which stations.' })
export class StationFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these ids.' })
  ids?: string[];

  @Field(() => String, {
    nullable: true,
    description: 'This text occurs in id, name, vendor, model or serial number, capitals or not.',
  })
  search?: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is connected.' })
  online?: boolean;

  @Field(() => ID, { nullable: true, description: 'Stands at this location.' })
  locationId?: string;

  @Field(() => Boolean, { nullable: true, description: 'True: stands at no location.' })
  withoutLocation?: boolean;

  @Field(() => [RegistrationStatus], { nullable: true, description: 'One of these registration statuses.' })
  registrationStatus?: RegistrationStatus[];

  @Field(() => [OcppVersion], { nullable: true, description: 'Speaks one of these OCPP versions.' })
  ocppVersion?: OcppVersion[];

  @Field(() => [ConnectorStatus], {
    nullable: true,
    description: 'Has a connector with one of these statuses.',
  })
  status?: ConnectorStatus[];

  @Field(() => [String], { nullable: true, description: 'Is of one of these vendors.' })
  vendor?: string[];

  @Field(() => [String], { nullable: true, description: 'Is of one of these models.' })
  model?: string[];

  @Field(() => Boolean, { nullable: true, description: 'Whether a transaction is active there.' })
  charging?: boolean;

  @Field(() => ID, { nullable: true, description: 'Is in this group.' })
  groupId?: string;
}

type Order = 'ID' | 'NAME' | 'CREATED_AT' | 'LAST_SEEN_AT' | 'CONNECTED_AT';

export const stationNoun: Noun<ChargingStation, StationFilter, Order> = {
  from: 'charging_station s',
  columns: `s.id, s.location_id, s.name, s.vendor, s.model, s.serial_number, s.firmware_version, s.iccid, s.imsi,
    s.ocpp_version, s.registration_status, s.told_status, s.acceptance, s.validation_mode, s.security_profile,
    s.has_password, s.heartbeat_interval, s.online, s.connection_epoch, s.gateway_id,
    s.remote_address, s.connected_at, s.disconnected_at, s.disconnect_reason, s.last_seen_at, s.booted_at,
    s.boot_reason, s.created_at, s.updated_at`,
  unique: [{ sql: 's.id', type: 'text' }],
  orders: {
    ID: { sql: 's.id', type: 'text', about: 'The id.' },
    NAME: { sql: `coalesce(s.name, '')`, type: 'text', about: 'The name; those without one first.' },
    CREATED_AT: { sql: 's.created_at', type: 'timestamptz', about: 'When it was entered.' },
    LAST_SEEN_AT: {
      sql: `coalesce(s.last_seen_at, '-infinity')`,
      type: 'timestamptz',
      about: 'When it was last heard of; never comes before all times.',
    },
    CONNECTED_AT: {
      sql: `coalesce(s.connected_at, '-infinity')`,
      type: 'timestamptz',
      about: 'When its newest connection opened; never comes before all times.',
    },
  },
  usual: { field: 'ID', direction: 'ASC' },
  conditions: {
    ids: isAnyOf('s.id'),
    search: occursIn('s.id', 's.name', 's.vendor', 's.model', 's.serial_number'),
    online: is('s.online', 'boolean'),
    locationId: is('s.location_id', 'bigint'),
    withoutLocation: isMissing('s.location_id'),
    registrationStatus: isAnyOf('s.registration_status'),
    ocppVersion: isAnyOf('s.ocpp_version'),
    status: (statuses, sql) =>
      `exists (select from connector c where c.station_id = s.id and c.status = any(${sql.$(statuses, 'text[]')}))`,
    vendor: isAnyOf('s.vendor'),
    model: isAnyOf('s.model'),
    charging: (charging) =>
      `${charging ? '' : 'not '}exists (select from transaction x where x.station_id = s.id and x.status = 'ACTIVE')`,
    groupId: (id, sql) =>
      `exists (select from station_group_member m where m.station_id = s.id and m.group_id = ${sql.$(id, 'bigint')})`,
  },
  row: ChargingStation,
};

export const stationList = listTypes('ChargingStation', stationNoun, StationFilter);
export const byStationId = { sql: 's.id', type: 'text' } as const;
