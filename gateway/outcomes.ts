import { redactedJson, secretsIn, without } from '../ocpp/secrets.js';
import type { Broker } from '../platform/broker/broker.js';
import type { Outcome } from '../platform/broker/messages.js';
import { log, reason } from '../platform/log.js';

const bound = 20_000;
const retryMs = 500;

/** The way of command outcomes to the handlers: kept until the broker has them on disk, since no charger answers twice. */
export class Outcomes {
  #waiting: Outcome[] = [];
  #sending: Promise<void> | undefined;

  constructor(readonly broker: Broker) {}

  report(outcome: Outcome): void {
    if (this.#waiting.length >= bound) {
      log.error({ command: outcome.command }, 'command outcome dropped, the broker has been away too long');
      return;
    }
    this.#waiting.push(shown(outcome));
    this.#sending ??= this.#send().finally(() => {
      this.#sending = undefined;
    });
  }

  /** Resolves once all are handed over. */
  async settled(): Promise<void> {
    await this.#sending;
  }

  async #send(): Promise<void> {
    await new Promise(setImmediate);
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, 100);
      try {
        await this.broker.sendSafely('command.outcomes', JSON.stringify(batch));
        this.#waiting.splice(0, batch.length);
      } catch (error) {
        log.warn(
          { waiting: this.#waiting.length, reason: reason(error) },
          'command outcomes wait for the broker',
        );
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  }
}

/** From here on everything is kept: no password goes on with it, not even where a station that can't take it quotes it. */
function shown(outcome: Outcome): Outcome {
  const { request, answer, state } = outcome;
  const kept = { ...outcome, request: redactedJson(request) };
  if (answer === undefined) return kept;
  const quoted = state === 'CALL_ERROR' ? secretsIn(request) : [];
  return { ...kept, answer: without(quoted, redactedJson(answer)) };
}
