/** How a campaign goes about it, as the form holds it. */
export interface Pace {
  concurrency: number;
  retries: number;
  backoffSeconds: number;
  /** null: it goes on, whatever fails. */
  stopPercent: number | null;
  whenOffline: 'WAIT' | 'SKIP';
  hours: number;
}

export const usualPace: Pace = {
  concurrency: 10,
  retries: 0,
  backoffSeconds: 60,
  stopPercent: null,
  whenOffline: 'WAIT',
  hours: 24,
};

/** As createCampaign takes it. */
export function paceInput({ hours, ...pace }: Pace): object {
  return { ...pace, expiresInSeconds: Math.max(1, Math.round(hours * 3600)) };
}
