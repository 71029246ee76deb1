/** A row of station_event. */
export interface StationEvent {
  station_id: string;
  type: string;
  data: Record<string, unknown>;
}

/** What Directus tells of a change of items. */
export interface ItemEvent {
  collection: string;
  action: 'create' | 'update' | 'delete';
  keys: string[];
  /** What is new of them. */
  payload: Record<string, unknown>;
}

type Told = Omit<ItemEvent, 'keys'> & { key: string };

const updateOf = (collection: string, key: unknown, payload: object): Told[] =>
  key === null || key === undefined
    ? []
    : [{ collection, action: 'update', key: String(key), payload: { ...payload } }];

const transaction = ({ station_id, data }: StationEvent) => ({
  station_id,
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
const items: Record<string, (event: StationEvent) => Told[]> = {
  StationConnected: ({ station_id, data }) =>
    updateOf('charging_station', station_id, { online: true, ocpp_version: data.ocppVersion }),
  StationDisconnected: ({ station_id, data }) =>
    updateOf('charging_station', station_id, { online: false, disconnect_reason: data.reason }),
  StationBooted: ({ station_id, data }) =>
    updateOf('charging_station', station_id, {
      vendor: data.vendor,
      model: data.model,
      firmware_version: data.firmwareVersion,
      boot_reason: data.reason,
    }),
  ConnectorStatusChanged: ({ station_id, data }) =>
    updateOf('connector', `${station_id}:${data.evseId}:${data.connectorId}`, {
      station_id,
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
      key: String(event.data.transaction),
      payload: transaction(event),
    },
  ],
  TransactionUpdated: (event) => updateOf('transaction', event.data.transaction, transaction(event)),
  TransactionEnded: (event) => updateOf('transaction', event.data.transaction, transaction(event)),
  CommandUpdated: ({ station_id, data }) =>
    updateOf('command', data.commandId, {
      station_id,
      action: data.action,
      state: data.state,
      error_code: data.errorCode,
    }),
};

/**
 * The item events of a batch, in their order. A Directus event holds several keys with one payload, so equal changes
 * that follow each other are told as one.
 */
export function itemEvents(events: readonly StationEvent[]): ItemEvent[] {
  const told: (ItemEvent & { same: string })[] = [];
  for (const event of events)
    for (const { key, ...change } of items[event.type]?.(event) ?? []) {
      const same = JSON.stringify(change);
      const last = told.at(-1);
      if (last && last.action !== 'create' && last.same === same) last.keys.push(key);
      else told.push({ ...change, keys: [key], same });
    }
  return told.map(({ same: _, ...each }) => each);
}
