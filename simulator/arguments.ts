import { Command, InvalidArgumentError, Option } from 'commander';
import { ocppVersions } from '../ocpp/versions.js';
import { readCredentials } from './credential-files.js';
import type { FleetOptions } from './fleet-options.js';
import { scenarios } from './scenario.js';

export interface Arguments extends FleetOptions {
  /** Seconds until it ends by itself; 0 is never. */
  duration: number;
  /** Whether Ctrl-C ends the running transactions first. */
  endSessions: boolean;
}

const number =
  (least: number, most: number, whole = true) =>
  (text: string): number => {
    const value = Number(text);
    if (text.trim() === '' || !(value >= least && value <= most) || (whole && !Number.isInteger(value)))
      throw new InvalidArgumentError(
        `It takes ${whole ? 'a whole number' : 'a number'} from ${least} to ${most}.`,
      );
    return value;
  };

function address(text: string): string {
  const url = /^wss?:\/\/[^/]/.test(text) ? URL.parse(text) : null;
  if (!url)
    throw new InvalidArgumentError('It takes a WebSocket address: ws://127.0.0.1:8081 or wss://host:8443.');
  if (url.username || url.password || url.search || url.hash)
    throw new InvalidArgumentError(
      'It takes an address without user, query or fragment; --password has the password.',
    );
  return text;
}

function password(text: string): string {
  if (text === '') throw new InvalidArgumentError('It takes a password; leave it out where there is none.');
  return text;
}

function words(text: string): string[] {
  const found = text.split(',').map((each) => each.trim());
  if (found.some((each) => each === '' || each.length > 20))
    throw new InvalidArgumentError('It takes tokens of 1 to 20 characters with commas between them.');
  return found;
}

function settings(text: string, before: Record<string, string> = {}): Record<string, string> {
  const [name, value] = text.split(/=(.*)/s);
  if (!name || value === undefined) throw new InvalidArgumentError('It takes Name=value.');
  return { ...before, [name]: value };
}

export const command = (): Command =>
  new Command('simulate')
    .description('Chargers that behave like chargers, one or thousands.')
    .option(
      '--url <address>',
      'where the CSMS listens; the station id is appended',
      address,
      'ws://127.0.0.1:8081',
    )
    .option('--stations <count>', 'how many', number(1, 100_000), 3)
    .addOption(
      new Option('--version <version>', 'what they speak')
        .choices([...ocppVersions, 'mixed'])
        .default('mixed'),
    )
    .addOption(
      new Option(
        '--scenario <name>',
        'day: cars by time of day; session: back to back; meter: one long session with many readings; idle: heartbeats',
      )
        .choices(scenarios)
        .default('session'),
    )
    .option(
      '--speed <factor>',
      'how much faster cars charge, drivers move and meters report; timestamps stay true',
      number(0.1, 10_000, false),
      1,
    )
    .option('--prefix <text>', 'station ids are this and a number', 'SIM')
    .option(
      '--password <text>',
      'Basic auth password of every station; {id} in it is the station’s id',
      password,
    )
    .option('--ca <file>', 'authorities to trust on wss://, PEM, instead of those that Node.js knows')
    .option(
      '--cert <file>',
      'client certificate (security profile 3), PEM; {id} in the path is the station’s id',
    )
    .option('--key <file>', 'its private key, PEM; {id} as in --cert')
    .option(
      '--id-tokens <list>',
      'tokens the drivers carry, with commas between; the CSMS has to know them',
      words,
      ['SIMTOKEN01'],
    )
    .option('--id-token-type <type>', 'their type in 2.x', 'ISO14443')
    .option('--evses <count>', 'EVSEs of each station', number(1, 100), 1)
    .option('--set <Name=value>', 'a variable or 1.6 key of every station, repeatable', settings)
    .option('--offline-rate <share>', 'share of sessions with a network outage', number(0, 1, false), 0)
    .option('--duration <seconds>', 'end after that long; 0 is never', number(0, 2_000_000), 0)
    .option('--seed <number>', 'the same seed, the same drivers', number(0, 2 ** 32 - 1))
    .option('--connect-rate <count>', 'new connections a second at the start', number(1, 100_000, false), 200)
    .option('--call-timeout <seconds>', 'how long to wait for an answer', number(1, 600), 30)
    .option('--no-end-sessions', 'leave transactions open when it ends')
    .allowExcessArguments(false)
    .showHelpAfterError('(--help shows what there is)');

/** What the command line asks for. Meter values come once a second in the meter scenario, else as set. */
export function read(argv: readonly string[], parser = command()): Arguments {
  const { set, callTimeout, password, ca, cert, key, ...given } = parser.parse(argv, { from: 'user' }).opts();
  const { url, stations } = given as { url: string; stations: number };
  const frequent = given.scenario === 'meter' ? { TxUpdatedInterval: '1' } : {};
  return {
    ...(given as Arguments),
    variables: { ...frequent, ...set },
    callTimeoutMs: callTimeout * 1000,
    credentials: readCredentials({ url, stations, password, ca, cert, key }),
  };
}
