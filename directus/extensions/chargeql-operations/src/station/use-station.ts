import { computed } from 'vue';
import type { BoardStation } from '../board/station-state.js';
import { useEvents } from '../connection/use-events.js';
import { useQuery } from '../shell/use-query.js';

export interface Station extends BoardStation {
  serialNumber: string | null;
  securityProfile: number;
  validationMode: string;
  hasPassword: boolean;
  remoteAddress: string | null;
  bootedAt: string | null;
  connectedAt: string | null;
  disconnectedAt: string | null;
  disconnectReason: string | null;
}

const query = `query ($id: ID!) {
  station(id: $id) {
    id name online lastSeenAt registrationStatus ocppVersion vendor model firmwareVersion serialNumber
    securityProfile validationMode hasPassword remoteAddress bootedAt connectedAt disconnectedAt disconnectReason
    location { id name city latitude longitude }
    connectors { evseId connectorId status reportedStatus errorCode info statusAt }
    currentTransactions {
      id evseId connectorId powerW energyWh socPercent startedAt idToken chargingState
    }
  }
}`;

/** What changes the head of the page. */
const types = [
  'StationConnected',
  'StationDisconnected',
  'StationBooted',
  'ConnectorStatusChanged',
  'TransactionStarted',
  'TransactionUpdated',
  'TransactionEnded',
  'MeterValuesReceived',
];

/** One station, read anew when something happens at it. */
export function useStation(id: () => string) {
  const { data, fault, loading, reload } = useQuery<Station | null>(
    () => ({ query, variables: { id: id() }, of: ({ station }: { station: Station | null }) => station }),
    [id],
  );
  const { link } = useEvents({ stationIds: () => [id()], types, onChange: () => void reload() });
  return { station: computed(() => data.value), fault, loading, link, reload };
}
