import { validate } from 'class-validator';
import type { GraphQLObjectType } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { describe, type Finding, violations } from '../../ocpp/validation.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import { call, versionOf } from '../commands/ask.js';
import type { Command } from '../commands/command.js';
import { unsupported } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import type { Context } from '../server/context.js';
import { versionName } from './names.js';
import { fitting } from './outputs.js';

/** One message of one version, to one station, word for word. */
export interface Message {
  stationId: string;
  version: OcppVersion;
  action: string;
  payload: object;
  options: Record<string, unknown>;
}

/** Sends it as it is, and waits for the station's answer. */
export async function send(context: Context, message: Message): Promise<Command> {
  const { stationId, version, action, payload } = message;
  const options = await optionsOf(message.options);
  const spoken = await versionOf(context, stationId);
  if (spoken !== version)
    unsupported(`station ${stationId} speaks ${versionName(spoken)}, not ${versionName(version)}`);
  const [command] = await call(context, { stationId, version, action, payloads: [payload], options });
  return command as Command;
}

async function optionsOf(given: Record<string, unknown>): Promise<CommandOptions> {
  const options = Object.assign(new CommandOptions(), given);
  const errors = await validate(options);
  if (errors.length > 0) throw new ArgumentValidationError(errors);
  return options;
}

/** A command and what its station answered, as far as it can be typed. */
export interface Sent extends Pick<Command, 'state' | 'errorCode' | 'errorDescription'> {
  command: Command;
  answer: unknown;
  raw: unknown;
  findings: Finding[];
}

export function sentOf(command: Command, answerType: GraphQLObjectType | undefined): Sent {
  const { state, errorCode, errorDescription } = command;
  const outcome = { command, state, errorCode, errorDescription };
  if (state !== 'ANSWERED') return { ...outcome, answer: null, raw: null, findings: [] };
  const raw = command.answer;
  const findings = violations(command.ocppVersion, command.action, 'Response', raw).map(describe);
  const answer = answerType ? (fitting(answerType, raw) ?? null) : null;
  return { ...outcome, answer, raw, findings };
}
