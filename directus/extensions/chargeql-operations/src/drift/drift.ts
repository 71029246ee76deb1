import type { VariableName } from '../station/variable.js';

/** How a variable of a station stands to what is desired of it. */
export interface DriftRow extends VariableName {
  id: string;
  attributeType: string;
  desiredId: string;
  desiredValue: string;
  knownValue: string | null;
  pendingValue: string | null;
  mode: 'ENFORCE' | 'REPORT';
  state: 'IN_SYNC' | 'DRIFTED' | 'PENDING_REBOOT' | 'UNKNOWN' | 'REJECTED';
  since: string;
  reason: string | null;
  attempts: number;
  nextAttemptAt: string | null;
  desired: { note: string | null; stationId: string | null; group: { name: string } | null } | null;
}

/** What a dialog about a desired value begins with. */
export interface Wish extends VariableName {
  attributeType: string;
  value: string;
  mode: DriftRow['mode'];
  note: string | null;
  /** The desired value of the station itself that is changed; none: it is made. */
  id?: string;
}

export const noWish: Wish = {
  component: '',
  componentInstance: null,
  evseId: null,
  connectorId: null,
  variable: '',
  variableInstance: null,
  attributeType: 'Actual',
  value: '',
  mode: 'ENFORCE',
  note: null,
};

/** The name of what is desired, without what else its row has. */
export function namePart(of: VariableName & { attributeType: string }) {
  const { component, componentInstance, evseId, connectorId, variable, variableInstance, attributeType } = of;
  return { component, componentInstance, evseId, connectorId, variable, variableInstance, attributeType };
}

export const driftQuery = `query ($id: ID!, $first: Int!, $state: [DriftState!]) {
  station(id: $id) {
    groups { id name }
    drift(first: $first, filter: { state: $state }) {
      totalCount
      nodes {
        id component componentInstance evseId connectorId variable variableInstance attributeType
        desiredId desiredValue knownValue pendingValue mode state since reason attempts nextAttemptAt
        desired { note stationId group { name } }
      }
    }
  }
}`;

export interface DriftOfStation {
  groups: { id: string; name: string }[];
  drift: { totalCount: number; nodes: DriftRow[] };
}
