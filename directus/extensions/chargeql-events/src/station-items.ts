import type { Change, Columns } from './change.js';
import type { StationEvent } from './noted.js';

const update = (collection: string, item: unknown, payload: Columns): Change[] =>
  item === null || item === undefined ? [] : [{ collection, action: 'update', item: String(item), payload }];

const transaction = ({ station, data }: StationEvent): Columns => ({
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
});

/** Which item an event changed, and how; events that change none we administer are left out. */
const items: Record<string, (event: StationEvent) => Change[]> = {
  StationConnected: ({ station, data }) =>
    update('charging_station', station, { online: true, ocpp_version: data.ocppVersion }),
  StationDisconnected: ({ station, data }) =>
    update('charging_station', station, { online: false, disconnect_reason: data.reason }),
  StationBooted: ({ station, data }) =>
    update('charging_station', station, {
      vendor: data.vendor,
      model: data.model,
      firmware_version: data.firmwareVersion,
      boot_reason: data.reason,
    }),
  ConnectorStatusChanged: ({ station, data }) =>
    update('connector', `${station}:${data.evseId}:${data.connectorId}`, {
      station_id: station,
      evse_id: data.evseId,
      connector_id: data.connectorId,
      status: data.status,
      error_code: data.errorCode,
      info: data.info,
    }),
  TransactionStarted: (event) => [
    {
      collection: 'transaction',
      action: 'create',
      item: String(event.data.transaction),
      payload: transaction(event),
    },
  ],
  TransactionUpdated: (event) => update('transaction', event.data.transaction, transaction(event)),
  TransactionEnded: (event) => update('transaction', event.data.transaction, transaction(event)),
  CommandUpdated: ({ station, data }) =>
    update('command', data.commandId, {
      station_id: station,
      action: data.action,
      state: data.state,
      error_code: data.errorCode,
    }),
};

export const itemsOf = (event: StationEvent): Change[] => items[event.type]?.(event) ?? [];
