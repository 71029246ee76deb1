import type { Settings } from '../../platform/settings.js';

/** Asking others takes settings and an end. */
export interface Asking {
  settings: Settings;
  signal: AbortSignal;
}

/** So long at most is told on what somebody said, and so long where they did not say until when. */
const longestMs = 86_400_000;
export const usualMs = 300_000;
/** One that did not answer is left alone for a moment, whoever asks. */
export const failedMs = 15_000;
/** So long a question may take, whoever still waits for its answer. */
const questionMs = 15_000;

export const times = { failureMs: failedMs, questionMs };

/** Until when something may be told on that names its own end, or none. */
export const until = (nextUpdate: Date | undefined): number =>
  nextUpdate
    ? Math.min(Date.now() + longestMs, Math.max(nextUpdate.getTime(), Date.now() + failedMs))
    : Date.now() + usualMs;
