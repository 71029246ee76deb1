/** Where stations of a campaign may stand, as the bar shows them from its start to its end. */
export const stationStateOrder = [
  'DONE',
  'UNDER_WAY',
  'PENDING',
  'FAILED',
  'SKIPPED',
  'EXPIRED',
  'CANCELED',
] as const;
export type StationState = (typeof stationStateOrder)[number];

export interface Counts {
  total: number;
  pending: number;
  underWay: number;
  done: number;
  failed: number;
  skipped: number;
  expired: number;
  canceled: number;
}

export interface Campaign {
  id: string;
  name: string;
  state: 'RUNNING' | 'PAUSED' | 'DONE' | 'CANCELED';
  pauseReason: string | null;
  requestedBy: string;
  createdAt: string;
  endedAt: string | null;
  counts: Counts;
}

export const countFields = 'total pending underWay done failed skipped expired canceled';
export const campaignFields = `id name state pauseReason requestedBy createdAt endedAt counts { ${countFields} }`;

const countNames: Record<StationState, keyof Counts> = {
  DONE: 'done',
  UNDER_WAY: 'underWay',
  PENDING: 'pending',
  FAILED: 'failed',
  SKIPPED: 'skipped',
  EXPIRED: 'expired',
  CANCELED: 'canceled',
};

export const countOf = (counts: Counts, state: StationState): number => counts[countNames[state]];

/** Stations that have come to an end, one or the other. */
export const endedIn = ({ total, pending, underWay }: Counts): number => total - pending - underWay;

export interface StationResult {
  stationId: string;
  state: StationState;
  reason: string | null;
  attempts: number;
  startedAt: string | null;
  endedAt: string | null;
  command: { answer: unknown; state: string; errorCode: string | null } | null;
}

export interface CampaignDetails extends Campaign {
  /** By OCPP version: what is asked, or why nothing can be. */
  calls: Record<string, { action?: string; payloads?: object[]; refusal?: string }>;
  wantedVersion: string | null;
  concurrency: number;
  whenOffline: 'WAIT' | 'SKIP';
  retries: number;
  stopPercent: number | null;
  expiresAt: string;
}

export const detailFields = `${campaignFields} calls wantedVersion concurrency whenOffline retries stopPercent expiresAt`;
