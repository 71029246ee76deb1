import type { Outcome } from './calls.js';

const remembered = 4096;

/** Counts of what a fleet does. Shared by all its stations. */
export class Tally {
  connected = 0;
  sent = 0;
  answered = 0;
  /** CALLERRORs we got, and answers that broke their schema. */
  refused = 0;
  /** Calls that nobody answered in time, or whose socket went away first. */
  unanswered = 0;
  /** Answers that came when nobody waited for them any more. */
  late = 0;
  commands = 0;
  sessionsBegun = 0;
  sessionsEnded = 0;
  authorizationsRefused = 0;
  /** Transaction messages given up after the last attempt. */
  dropped = 0;
  connectFailures = 0;
  energyWh = 0;
  /** The latest thing that went wrong, in words. */
  lastTrouble = '';

  readonly #latencies = new Float64Array(remembered);
  #measured = 0;

  record(outcome: Outcome, ms: number): void {
    this[outcome.kind === 'unsent' ? 'unanswered' : outcome.kind]++;
    if (outcome.kind === 'refused') this.lastTrouble = `${outcome.code}: ${outcome.description}`;
    if (outcome.kind === 'answered') this.#latencies[this.#measured++ % remembered] = ms;
  }

  /** Milliseconds from call to answer, over the latest few thousand. */
  latency(quantile: number): number {
    const known = this.#latencies.slice(0, Math.min(this.#measured, remembered)).sort();
    return known[Math.min(known.length - 1, Math.floor(known.length * quantile))] ?? 0;
  }
}
