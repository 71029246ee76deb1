import type { Change, Columns } from './change.js';
import type { StationEvent } from './noted.js';

type Reading = (event: StationEvent) => (Change | null)[];

/** @param item its key, or what only its row holds; null where the event names none */
const change =
  (action: 'create' | 'update') =>
  (collection: string, item: unknown, payload?: Columns): Change | null =>
    item === null || item === undefined
      ? null
      : { collection, action, item: typeof item === 'object' ? (item as Columns) : String(item), payload };
const created = change('create');
const updated = change('update');

const transaction: Reading = ({ station, type, data }) => [
  (type === 'TransactionStarted' ? created : updated)('transaction', data.transaction, {
    station_id: station,
    transaction_id: data.transactionId,
    evse_id: data.evseId,
    connector_id: data.connectorId,
    id_token: data.idToken,
    status: data.status,
    charging_state: data.chargingState,
    started_at: data.startedAt,
    ended_at: data.endedAt,
    energy_wh: data.energyWh,
    power_w: data.powerW,
  }),
];

const certificate = ({ station, data }: StationEvent): Columns => ({
  station_id: station,
  certificate_type: data.certificateType,
  serial_number: data.serialNumber,
});

const profiles = (station: string, numbers: unknown, payload?: Columns): (Change | null)[] =>
  (numbers as string[]).map((profile_id) =>
    updated('charging_profile', { station_id: station, profile_id }, payload),
  );

const named = (told: Columns): Columns => ({
  component: told.component,
  component_instance: told.componentInstance,
  evse_id: told.evseId,
  connector_id: told.connectorId,
  variable: told.variable,
  variable_instance: told.variableInstance,
});

/** What each event says of which items. The others say nothing of any: see untold.ts. */
export const items: Readonly<Record<string, Reading>> = {
  StationConnected: ({ station, data }) => [
    updated('charging_station', station, { online: true, ocpp_version: data.ocppVersion }),
    created('connection', `${station}:${data.epoch}`),
  ],
  StationDisconnected: ({ station, data }) => [
    updated('charging_station', station, { online: false, disconnect_reason: data.reason }),
    updated('connection', `${station}:${data.epoch}`, { close_reason: data.reason }),
  ],
  StationBooted: ({ station, data }) => [
    updated('charging_station', station, {
      vendor: data.vendor,
      model: data.model,
      serial_number: data.serialNumber,
      firmware_version: data.firmwareVersion,
      boot_reason: data.reason,
      told_status: data.registrationStatus,
    }),
  ],
  // A connector is there from its first status on.
  ConnectorStatusChanged: ({ station, data }) => [
    (data.previousStatus === null ? created : updated)(
      'connector',
      `${station}:${data.evseId}:${data.connectorId}`,
      {
        station_id: station,
        evse_id: data.evseId,
        connector_id: data.connectorId,
        status: data.status,
        error_code: data.errorCode,
        info: data.info,
      },
    ),
  ],
  TransactionStarted: transaction,
  TransactionUpdated: transaction,
  TransactionEnded: transaction,
  PriorityChargingChanged: ({ data }) => [
    updated('transaction', data.transaction, { priority_charging: data.activated }),
  ],
  OrphanRecorded: ({ data }) => [created('orphan_message', data.orphan)],
  ReservationStatusChanged: ({ station, data }) => [
    updated(
      'reservation',
      { station_id: station, reservation_id: data.reservationId },
      {
        status: data.status,
        answer: data.answer,
        cancelled_by: data.cancelledBy,
        transaction_ref: data.transaction,
      },
    ),
  ],
  CommandUpdated: ({ station, data }) => [
    updated('command', data.commandId, {
      station_id: station,
      action: data.action,
      state: data.state,
      error_code: data.errorCode,
    }),
  ],
  FirmwareUpdateChanged: ({ station, data }) => [
    updated('firmware_update', data.updateId, {
      station_id: station,
      state: data.state,
      status: data.status,
    }),
  ],
  HandshakeRefused: ({ data }) => [created('refused_handshake', data.refusal)],
  SecurityEventReported: ({ station, at, data }) => [
    created('security_event', {
      station_id: station,
      type: data.securityEvent,
      at,
      tech_info: data.techInfo,
    }),
  ],
  CertificateIssued: (event) => [created('issued_certificate', certificate(event))],
  CertificateDelivered: (event) => [
    updated('issued_certificate', certificate(event), { delivery: event.data.delivery }),
  ],
  CertificateExpiring: (event) => [
    updated('issued_certificate', certificate(event), { not_after: event.data.notAfter }),
  ],
  CertificateRevoked: (event) => [
    updated('issued_certificate', certificate(event), { revocation_reason: event.data.reason }),
  ],
  // More than the hundred that an event lists are not told one by one.
  VariablesChanged: ({ station, data }) =>
    (data.variables as Columns[]).map((told) =>
      updated('variable', told.id, {
        station_id: station,
        ...named(told),
        attribute_type: told.attributeType,
        value: told.value,
        pending_value: told.pendingValue,
        source: data.source,
      }),
    ),
  DeviceEventReported: ({ data }) => [created('device_event', data.deviceEvent)],
  ChargingProfilesReported: ({ station, data }) => profiles(station, data.profileIds),
  ChargingProfilesChanged: ({ station, data }) => [
    ...profiles(station, data.set),
    ...profiles(station, data.ended, { end_reason: data.reason }),
  ],
  DynamicScheduleUpdateAsked: ({ station, data }) =>
    profiles(station, [data.profileId], { update_status: data.status }),
};

export const itemsOf = (event: StationEvent): Change[] =>
  (items[event.type]?.(event) ?? []).filter((each) => each !== null);
