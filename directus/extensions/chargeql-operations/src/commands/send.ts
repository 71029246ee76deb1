import { ask } from '../connection/ask.js';

/** What became of a command: the charger's own answer, its error, or how far the command came. */
export interface Outcome {
  state: 'ANSWERED' | 'CALL_ERROR' | 'EXPIRED' | 'OFFLINE' | 'QUEUED' | 'SENT' | 'TIMED_OUT';
  errorCode: string | null;
  errorDescription: string | null;
  command: { id: string; action: string; answer: unknown; latencyMs: number | null };
  /** What the answers come to, where that was asked for. */
  answer?: { status: string | null } | null;
}

/** An argument of a mutation with the type that its variable needs. */
export interface Argument {
  type: string;
  value: unknown;
}

/**
 * Gives a command by its mutation, in our own words or OCPP's. What has no value is left out.
 *
 * @param summed what may take several calls is told by what they come to, not by one of them
 */
export async function send(
  mutation: string,
  given: Record<string, Argument>,
  summed = false,
): Promise<Outcome> {
  const named = Object.entries(given).filter(([, { value }]) => value !== undefined && value !== null);
  const declared = named.map(([name, { type }]) => `$${name}: ${type}`).join(', ');
  const passed = named.map(([name]) => `${name}: $${name}`).join(', ');
  const answer = await ask<{ outcome: Outcome }>(
    `mutation (${declared}) {
      outcome: ${mutation}(${passed}) { state errorCode errorDescription ${summed ? 'answer { status } ' : ''}command { id action answer latencyMs } }
    }`,
    Object.fromEntries(named.map(([name, { value }]) => [name, value])),
  );
  return answer.outcome;
}

/** The status in a charger's answer, by whichever name its version gives it. */
export function statusIn(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const { status } = answer as { status?: unknown };
  return typeof status === 'string' ? status : undefined;
}

/** The charger's status. */
export const statusOf = ({ answer, command }: Outcome): string | undefined =>
  answer?.status ?? statusIn(command.answer);

/** Whether a charger did what it was asked, as far as its answer tells. */
export function isGood(outcome: Outcome): boolean | undefined {
  const { state } = outcome;
  if (state === 'QUEUED' || state === 'SENT') return undefined;
  if (state !== 'ANSWERED') return false;
  const status = statusOf(outcome);
  if (status === undefined) return true;
  return !/reject|fail|not|unknown|invalid|occupied|faulted|unavailable|unsupported/i.test(status);
}
