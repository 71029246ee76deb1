import { findAnswers } from '../../handlers/commands/answers.js';
import { completeCommands } from '../../handlers/commands/outcomes.js';
import { violations } from '../../ocpp/validation.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import type { Outcome } from '../../platform/broker/messages.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import { write } from '../support/commands.js';
import type { Wire } from './wire.js';

export interface Exchange {
  station: string;
  version: OcppVersion;
  action: string;
  request: object;
  /** Left out: the station says nothing, and the command ends as `state`. */
  answer?: object;
  state?: Outcome['state'];
  /** Milliseconds since 1970. */
  at?: number;
}

/** A command as the gateway tells how it ended. Request and answer fit the schemas. */
export async function outcomeOf(wire: Wire, exchange: Exchange): Promise<Outcome> {
  const { station, version, action, request, answer, state = 'ANSWERED', at = Date.now() } = exchange;
  const findings = [
    ...violations(version, action, 'Request', request),
    ...(answer ? violations(version, action, 'Response', answer) : []),
  ];
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
  const command = await write(wire.pool, { station, action, version, payload: { ...request } });
  return {
    ...{ command, station, epoch: '1', version, action, state, sentAt: at, at, late: false },
    request: JSON.stringify([2, command, action, request]),
    ...(answer ? { answer: JSON.stringify([3, command, answer]) } : {}),
  };
}

const answers = findAnswers();

/** Keeps what stations answered. The events of it, but for those about the commands themselves. */
export async function reply(wire: Wire, ...exchanges: Exchange[]): Promise<NewEvent[]> {
  const outcomes: Outcome[] = [];
  for (const exchange of exchanges) outcomes.push(await outcomeOf(wire, exchange));
  const { pool, settings } = wire;
  const { events } = await completeCommands(outcomes, { pool, settings, answers: await answers });
  return events.filter(({ type }) => type !== 'CommandUpdated');
}
