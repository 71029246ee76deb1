/** What several kinds of events tell alike. */

export interface TransactionFacts {
  /** transaction.id */
  transaction: string;
  /** What the station calls it. */
  transactionId: string | null;
  evseId: number | null;
  connectorId: number | null;
  idToken: string | null;
  /** ACTIVE, ENDED, REFUSED */
  status: string;
  chargingState: string | null;
  startedAt: string;
  endedAt: string | null;
  /** Wh so far. */
  energyWh: number;
  /** W */
  powerW: number | null;
  remoteStartId: string | null;
  /** The station's number of the reservation it uses. */
  reservationId: string | null;
}

export interface VariableFacts {
  component: string;
  componentInstance: string | null;
  evseId: number | null;
  connectorId: number | null;
  variable: string;
  variableInstance: string | null;
}

export interface DriftFacts {
  /** How many in all; an event lists a hundred at most. */
  changed: number;
  variables: (VariableFacts & {
    attributeType: string;
    desiredValue: string;
    knownValue: string | null;
    mode: 'ENFORCE' | 'REPORT';
    /** Null: it is desired no longer. */
    state: string | null;
  })[];
}

export interface ReportFacts {
  requestId: string;
  parts: number;
  variables: number;
}
