/** One connector as the board shows it. */
export interface BoardConnector {
  evseId: number;
  connectorId: number;
  status: string;
  /** As the station said it: 1.6 tells more than the status. */
  reportedStatus: string;
  errorCode: string | null;
  info: string | null;
}

/** One session that runs. */
export interface BoardSession {
  id: string;
  evseId: number | null;
  connectorId: number | null;
  powerW: number | null;
  energyWh: number;
  socPercent: number | null;
  startedAt: string;
  idToken: string | null;
  chargingState: string | null;
}

export interface BoardLocation {
  id: string;
  name: string;
  city: string | null;
  latitude: number | null;
  longitude: number | null;
}

export interface BoardStation {
  id: string;
  name: string | null;
  online: boolean;
  lastSeenAt: string | null;
  registrationStatus: 'ACCEPTED' | 'PENDING' | 'REJECTED';
  ocppVersion: string | null;
  vendor: string | null;
  model: string | null;
  firmwareVersion: string | null;
  location: BoardLocation | null;
  connectors: BoardConnector[];
  currentTransactions: BoardSession[];
}

/** What a connector, or a whole station, is about; colours stand for these and nothing else. */
export const states = [
  'FAULTED',
  'CHARGING',
  'OCCUPIED',
  'RESERVED',
  'AVAILABLE',
  'UNAVAILABLE',
  'OFFLINE',
] as const;
export type State = (typeof states)[number];

/** What an unlinked 1.6 status or a 2.x status comes to; what nobody knows is not available. */
const byStatus: Record<string, State> = {
  Available: 'AVAILABLE',
  Occupied: 'OCCUPIED',
  Reserved: 'RESERVED',
  Unavailable: 'UNAVAILABLE',
  Faulted: 'FAULTED',
};

export function sessionOf(station: BoardStation, connector: BoardConnector): BoardSession | undefined {
  return station.currentTransactions.find(
    ({ evseId, connectorId }) =>
      evseId === connector.evseId && (connectorId === null || connectorId === connector.connectorId),
  );
}

export function connectorState(station: BoardStation, connector: BoardConnector): State {
  if (!station.online) return 'OFFLINE';
  const state = byStatus[connector.status] ?? 'UNAVAILABLE';
  if (state !== 'OCCUPIED') return state;
  const session = sessionOf(station, connector);
  const charges = connector.reportedStatus === 'Charging' || session?.chargingState === 'Charging';
  return charges || (session?.powerW ?? 0) > 0 ? 'CHARGING' : 'OCCUPIED';
}

/** The connectors that a car can take. EVSE 0 stands for the station as a whole, where it says so (1.6 §4.9). */
export const outletsOf = ({ connectors }: BoardStation): BoardConnector[] =>
  connectors.filter(({ evseId }) => evseId > 0);

/** The state that matters most among those of the connectors and of the station itself. */
export function stationState(station: BoardStation): State {
  if (!station.online) return 'OFFLINE';
  const whole = station.connectors.filter(({ evseId, status }) => evseId === 0 && status !== 'Available');
  const found = new Set([...outletsOf(station), ...whole].map((each) => connectorState(station, each)));
  return states.find((state) => found.has(state)) ?? 'UNAVAILABLE';
}

export const powerOf = (station: BoardStation): number =>
  station.currentTransactions.reduce((sum, { powerW }) => sum + (powerW ?? 0), 0);
