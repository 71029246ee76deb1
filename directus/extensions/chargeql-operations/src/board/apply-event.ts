import type { Happening } from '../connection/happening.js';
import type { BoardConnector, BoardSession, BoardStation } from './station-state.js';

/** The events that change what the board shows. */
export const boardEvents = [
  'StationConnected',
  'StationDisconnected',
  'StationBooted',
  'ConnectorStatusChanged',
  'TransactionStarted',
  'TransactionUpdated',
  'TransactionEnded',
  'MeterValuesReceived',
] as const;

export const boardSelection = `
  ... on StationConnected { ocppVersion }
  ... on StationBooted { vendor model firmwareVersion registrationStatus }
  ... on ConnectorStatusChanged { evseId connectorId status errorCode info }
  ... on TransactionChanged {
    transactionRef evseId connectorId transactionStatus chargingState startedAt energyWh powerW idToken
  }
  ... on MeterValuesReceived { meteredRef: transactionRef powerW socPercent }`;

/** The station after the event. A new object where something changed, so that whoever compares sees it. */
export function applyEvent(station: BoardStation, event: Happening): BoardStation {
  const seen = { ...station, lastSeenAt: event.at };
  switch (event.__typename) {
    case 'StationConnected':
      return { ...seen, online: true, ocppVersion: event.ocppVersion as string };
    case 'StationDisconnected':
      return { ...seen, online: false };
    case 'StationBooted':
      return { ...seen, ...pick(event, ['vendor', 'model', 'firmwareVersion', 'registrationStatus']) };
    case 'ConnectorStatusChanged':
      return { ...seen, connectors: withConnector(station.connectors, event) };
    case 'TransactionStarted':
    case 'TransactionUpdated':
    case 'TransactionEnded':
      return { ...seen, currentTransactions: withSession(station.currentTransactions, event) };
    case 'MeterValuesReceived':
      return { ...seen, currentTransactions: withValues(station.currentTransactions, event) };
    default:
      return seen;
  }
}

function withConnector(connectors: BoardConnector[], event: Happening): BoardConnector[] {
  const { evseId, connectorId, status, errorCode, info } = event as Happening & BoardConnector;
  const others = connectors.filter((each) => each.evseId !== evseId || each.connectorId !== connectorId);
  // The event has the status in our words; the station's own is read with the station.
  const changed = { evseId, connectorId, status, reportedStatus: status, errorCode, info };
  return [...others, changed].sort((a, b) => a.evseId - b.evseId || a.connectorId - b.connectorId);
}

function withSession(sessions: BoardSession[], event: Happening): BoardSession[] {
  const id = event.transactionRef as string;
  const known = sessions.find((each) => each.id === id);
  const others = sessions.filter((each) => each.id !== id);
  if (event.transactionStatus !== 'ACTIVE') return others;
  const fields = [
    'evseId',
    'connectorId',
    'chargingState',
    'startedAt',
    'energyWh',
    'powerW',
    'idToken',
  ] as const;
  const told = pick(event, fields) as Omit<BoardSession, 'id' | 'socPercent'>;
  return [...others, { id, socPercent: known?.socPercent ?? null, ...told }];
}

/** The energy of the event is a register; the session's own comes with the transaction. */
function withValues(sessions: BoardSession[], event: Happening): BoardSession[] {
  return sessions.map((session) =>
    session.id === event.meteredRef
      ? {
          ...session,
          powerW: (event.powerW as number | null) ?? session.powerW,
          socPercent: (event.socPercent as number | null) ?? session.socPercent,
        }
      : session,
  );
}

const pick = (event: Happening, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, event[name]]));
