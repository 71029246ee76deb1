import type { Campaign } from './campaign.js';
import { refusalIn } from './verdict.js';

/** A command of the turn, and the long request it began, if it did. */
export interface Given {
  action: string;
  state: string;
  answer: unknown;
  errorCode: string | null;
  error: string | null;
  /** Of a request for firmware or a log. */
  result: string | null;
  status: string | null;
}

export interface Asked {
  station: string;
  state: 'UNDER_WAY' | 'PENDING';
  attempts: number;
  /** Whether it has taken longer than the campaign allows from asking to its end. */
  overdue: boolean;
  commands: Given[];
}

/** Where a station stands now. `wait` s until it may be asked again. */
export interface Standing {
  state: 'UNDER_WAY' | 'PENDING' | 'DONE' | 'FAILED' | 'CANCELED';
  reason: string | null;
  attempts: number;
  wait: number;
}

/** Words of RPC errors that another attempt does not mend. */
const final = ['NotImplemented', 'NotSupported'];

/** What has come of asking a station; undefined when nothing has yet. */
export function judge(asked: Asked, campaign: Campaign): Standing | undefined {
  const { attempts, commands } = asked;
  const stands = (state: Standing['state'], reason: string | null = null) => ({
    state,
    reason,
    attempts,
    wait: 0,
  });
  const found = findingOf(asked);
  if (asked.state === 'PENDING') {
    // It waits for another attempt: a late answer, or a station that tries again by itself, may make that needless.
    if (found === 'DONE') return stands('DONE');
    return found === 'UNDER_WAY' && commands.every(({ state }) => state === 'ANSWERED')
      ? stands('UNDER_WAY')
      : undefined;
  }
  if (found === 'UNDER_WAY') return undefined;
  if (found === 'DONE') return stands('DONE');
  if (found === 'UNREACHED') {
    if (campaign.state === 'CANCELED') return stands('CANCELED');
    return { ...stands('PENDING', 'it was offline'), attempts: attempts - 1 };
  }
  const again = !found.final && attempts <= campaign.retries && campaign.state !== 'CANCELED';
  if (!again) return stands('FAILED', found.why);
  return { ...stands('PENDING', found.why), wait: backoff(campaign.backoffSeconds, attempts) };
}

/** Doubles from attempt to attempt, up to a day. */
export const backoff = (seconds: number, attempts: number): number =>
  Math.min(86_400, seconds * 2 ** Math.min(attempts - 1, 20));

type Finding = 'UNDER_WAY' | 'DONE' | 'UNREACHED' | { why: string; final: boolean };

function findingOf({ commands, overdue }: Asked): Finding {
  const states = commands.map(({ state }) => state);
  const fails = (why: string, isFinal = false): Finding => ({ why: why.slice(0, 500), final: isFinal });
  if (states.some((state) => state === 'QUEUED' || state === 'SENT')) return 'UNDER_WAY';
  const error = commands.find(({ state }) => state === 'CALL_ERROR');
  if (error) {
    const words = [error.errorCode, error.error].filter(Boolean).join(': ');
    return fails(`it answered with an error: ${words}`, final.includes(error.errorCode ?? ''));
  }
  for (const { action, state, answer } of commands) {
    const refusal = state === 'ANSWERED' ? refusalIn(action, answer) : undefined;
    if (refusal !== undefined) return fails(refusal);
  }
  if (states.includes('TIMED_OUT')) return fails('it did not answer in time');
  if (states.some((state) => state !== 'ANSWERED')) return 'UNREACHED';
  return endOf(commands, overdue, fails);
}

/** Of what takes long the answer is only the beginning. */
function endOf(
  commands: Given[],
  overdue: boolean,
  fails: (why: string, final?: boolean) => Finding,
): Finding {
  for (const { result, status } of commands) {
    if (result === null || result === 'DONE') continue;
    if (result === 'FAILED' || result === 'REJECTED') return fails(`it told ${status ?? result}`);
    if (result === 'SUPERSEDED') return fails('it took up another request instead', true);
    return overdue ? fails('it told of no end in time', true) : 'UNDER_WAY';
  }
  return 'DONE';
}
