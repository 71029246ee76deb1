import { ask } from '../connection/ask.js';
import type { BoardStation } from './station-state.js';

const fields = `
  id name online lastSeenAt registrationStatus ocppVersion vendor model firmwareVersion
  location { id name city latitude longitude }
  connectors { evseId connectorId status reportedStatus errorCode info }
  currentTransactions {
    id evseId connectorId powerW energyWh socPercent startedAt idToken chargingState
  }`;

interface Page {
  stations: {
    nodes: BoardStation[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
}

/** As many as a screen shows, then as many as graph gives at once. */
const firstPageSize = 60;
const pageSize = 500;

/** Every station, page by page, so that the first are on the screen while the rest is on its way. */
export async function* readFleet(): AsyncGenerator<BoardStation[]> {
  for (let after: string | null = null, more = true; more; ) {
    const { stations }: Page = await ask<Page>(
      `query ($first: Int!, $after: String) {
        stations(first: $first, after: $after, orderBy: { field: ID, direction: ASC }) {
          nodes { ${fields} } pageInfo { hasNextPage endCursor }
        }
      }`,
      { first: after === null ? firstPageSize : pageSize, after },
    );
    yield stations.nodes;
    after = stations.pageInfo.endCursor;
    more = stations.pageInfo.hasNextPage;
  }
}

/** Those of the named stations that there are. */
export async function readStations(ids: readonly string[]): Promise<BoardStation[]> {
  const { stations } = await ask<Page>(
    `query ($ids: [ID!]) { stations(first: ${pageSize}, filter: { ids: $ids }) { nodes { ${fields} } } }`,
    { ids },
  );
  return stations.nodes;
}
