import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { apiSettings } from './api-settings.js';
import { databaseSettings } from './database-settings.js';
import { unfitForProduction } from './production.js';
import { retentionSettings } from './retention-settings.js';
import { securitySettings } from './security-settings.js';
import { count, flag, port } from './setting-forms.js';

/**
 * One row a setting: what it takes, what it is when not set (in production too, where that differs), and what it is for; a
 * `secret` one is never shown. The README's table is this one.
 */
export const settingsTable = {
  DATABASE_URL: {
    takes: z
      .string()
      .regex(/^postgres(ql)?:\/\//)
      .optional(),
    form: 'postgres://user:password@host:port/database',
    secret: true,
    about: 'PostgreSQL 15 or newer; when not set, `npm start` runs an embedded one in `.data/`',
  },
  ...databaseSettings,
  AMQP_URL: {
    takes: z
      .string()
      .regex(/^amqps?:\/\//)
      .optional(),
    form: 'amqp://user:password@host:port',
    secret: true,
    about: 'RabbitMQ 3.10 or newer; when not set, `npm start` passes messages inside its one process',
  },
  AMQP_PREFIX: {
    takes: z
      .string()
      .regex(/^[\w.-]{1,60}$/)
      .default('chargeql'),
    form: 'letters, digits, dots and dashes',
    about: 'first part of the name of every queue, so that several systems can share a RabbitMQ',
  },
  HOST: {
    takes: z.string().min(1).default('127.0.0.1'),
    form: 'an address to listen on',
    about: 'where every port listens; 0.0.0.0 in containers',
  },
  GATEWAY_PORT: { takes: port.default(8081), form: 'a port, 0 for any free one', about: 'OCPP over ws' },
  GATEWAY_TLS_PORT: {
    takes: port.default(8443),
    form: 'a port, 0 for any free one',
    about: 'OCPP over wss; opens when TLS_CERT_FILE and TLS_KEY_FILE are set',
  },
  ...securitySettings,
  GRAPH_PORT: {
    takes: port.default(4000),
    form: 'a port, 0 for any free one',
    about: 'GraphQL over HTTP and WebSocket, GraphiQL',
  },
  UPLOAD_PORT: {
    takes: port.default(8082),
    form: 'a port, 0 for any free one',
    about: 'where stations upload logs, over HTTP or HTTPS; takes files and nothing else',
  },
  UPLOAD_TLS_CERT_FILE: {
    takes: z.string().optional(),
    form: 'a file path',
    about: 'as TLS_CERT_FILE, for UPLOAD_PORT, which then speaks HTTPS only',
  },
  UPLOAD_TLS_KEY_FILE: {
    takes: z.string().optional(),
    form: 'a file path',
    about: 'its private key, as TLS_KEY_FILE',
  },
  UPLOAD_URL: {
    takes: z
      .string()
      .regex(/^https?:\/\/[^\s?#]{1,200}$/)
      .optional(),
    form: 'https://uploads.example.com, with a path or without',
    about: 'where stations reach UPLOAD_PORT, by name or through a proxy; when not set, HOST and UPLOAD_PORT',
  },
  UPLOAD_MAX_BYTES: {
    takes: count(1024, 10_000_000_000).default(100_000_000),
    form: 'bytes, 1024 to 10000000000',
    about: 'a larger file is refused',
  },
  UPLOAD_TOTAL_BYTES: {
    takes: count(1024, 10_000_000_000_000).default(10_000_000_000),
    form: 'bytes, 1024 to 10000000000000',
    about: 'of uploaded files together; beyond it the oldest go',
  },
  UPLOAD_DAYS: { takes: count(1, 3650).default(30), form: 'days', about: 'how long uploaded files are kept' },
  DIRECTUS_PORT: {
    takes: port.default(8055),
    form: 'a port, 0 for any free one',
    about: 'Directus, the admin',
  },
  OPS_PORT: {
    takes: port.default(9090),
    form: 'a port, 0 for any free one',
    about: '/healthz, /readyz, /metrics',
  },
  ADMIN_TOKEN: {
    takes: z.string().min(8).optional(),
    form: 'at least 8 characters',
    secret: true,
    about: 'the bearer token of the API; `npm start` makes one when not set, the graph role demands it',
  },
  ADMIN_EMAIL: {
    takes: z.email().default('admin@example.com'),
    form: 'an e-mail address',
    about: 'the first administrator of Directus',
  },
  ADMIN_PASSWORD: {
    takes: z.string().min(8).optional(),
    form: 'at least 8 characters',
    secret: true,
    about: 'the password that administrator begins with; `npm start` makes one when not set',
  },
  SECRET: {
    takes: z.string().min(16).optional(),
    form: 'at least 16 characters',
    secret: true,
    about: 'key shared with Directus for access tokens; `npm start` makes one when not set',
  },
  ...apiSettings,
  OPEN_STATIONS: {
    takes: flag.default(true),
    inProduction: 'false',
    form: 'true or false',
    about:
      'whether stations without a password (security profile 0) may come in; in production (NODE_ENV) they may not unless this says so',
  },
  UNKNOWN_STATIONS: {
    takes: z.enum(['accept', 'pending', 'reject']).default('pending'),
    form: 'accept, pending or reject',
    about: 'what a station nobody entered meets; the demo accepts',
  },
  LOG_LEVEL: {
    takes: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
    form: 'fatal, error, warn, info, debug or trace',
    about: 'what is logged, as JSON lines',
  },
  HEARTBEAT_INTERVAL: {
    takes: count(1, 86400).default(300),
    form: 'seconds, 1 to 86400',
    about: 'the interval an accepted station is told',
  },
  ASK_MISSING_AFTER: {
    takes: count(0, 3600).default(30),
    form: 'seconds, 0 for never',
    about: 'a BootNotification or StatusNotification that a connected station owes for so long is asked for',
  },
  ASK_INVENTORY: {
    takes: flag.default(true),
    form: 'true or false',
    about: 'ask a station that boots for all its variables, once for each firmware version',
  },
  PING_INTERVAL: {
    takes: count(1, 3600).default(20),
    form: 'seconds, 1 to 3600',
    about: 'how often a silent station is pinged',
  },
  PONG_TIMEOUT: {
    takes: count(1, 600).default(10),
    form: 'seconds, 1 to 600',
    about: 'a station that answers no ping for so long is offline',
  },
  CALL_TIMEOUT: {
    takes: count(1, 600).default(30),
    form: 'seconds, 1 to 600',
    about: 'how long a station may take to answer a command',
  },
  ANSWER_TIMEOUT: {
    takes: count(1, 600).default(20),
    form: 'seconds, 1 to 600',
    about: 'how long a station waits for our answer before it gets InternalError',
  },
  HANDSHAKE_TIMEOUT: {
    takes: count(1, 600).default(60),
    form: 'seconds, 1 to 600',
    about:
      'how long a station that comes in waits while passwords are worked out, before it gets 503 and is to come again',
  },
  MAX_FRAME_BYTES: {
    takes: count(1024, 64_000_000).default(1_000_000),
    form: 'bytes, 1024 to 64000000',
    about: 'a larger frame closes the connection (1009)',
  },
  STATION_RATE: {
    takes: count(0, 1_000_000).default(50),
    form: 'messages a second, 0 for no limit',
    about: 'a faster station is slowed down by not reading its socket',
  },
  MAX_STATIONS: {
    takes: count(1, 1_000_000).default(50_000),
    form: '1 to 1000000',
    about: 'connections one gateway takes; more get 503',
  },
  AUTHORIZATION_URL: {
    takes: z.url({ protocol: /^https?$/ }).optional(),
    form: 'http://… or https://…',
    about: 'a provider that judges tokens not known here, see docs/authorization-provider.md',
  },
  AUTHORIZATION_SECRET: {
    takes: z.string().min(8).optional(),
    form: 'at least 8 characters',
    secret: true,
    about: 'the bearer token that provider is sent',
  },
  AUTHORIZATION_TOKENS: {
    takes: z.enum(['UNKNOWN', 'ALL']).default('UNKNOWN'),
    form: 'UNKNOWN or ALL',
    about: 'which tokens that provider judges: those not known here, or all',
  },
  AUTHORIZATION_TIMEOUT: {
    takes: count(1, 60).default(5),
    form: 'seconds, 1 to 60',
    about: 'how long that provider may take',
  },
  AUTHORIZATION_FALLBACK: {
    takes: z.enum(['LOCAL', 'ACCEPT', 'REJECT']).default('LOCAL'),
    form: 'LOCAL, ACCEPT or REJECT',
    about: 'what holds where that provider does not answer: what is known here, everybody or nobody',
  },
  AUTHORIZATION_CACHE: {
    takes: count(0, 3600).default(30),
    form: 'seconds, 0 to 3600',
    about: 'how long a token that provider accepted is not asked for again',
  },
  CLEAR_CACHES: {
    takes: flag.default(false),
    form: 'true or false',
    about: 'whether a station that let a token in is told to clear its cache when that token changes',
  },
  DATABASE_POOL: {
    takes: count(2, 200).default(10),
    form: '2 to 200',
    about: 'database connections of each role',
  },
  HANDLER_BATCHES: {
    takes: count(1, 64).default(3),
    form: '1 to 64',
    about:
      'batches a handlers process works on at once, at most; a further one starts only when one takes over 30 ms',
  },
  ...retentionSettings,
  DATA_DIR: {
    takes: z.string().default('.data'),
    form: 'a folder',
    about: 'where `npm start` keeps its database',
  },
} as const;

export type SettingName = keyof typeof settingsTable;
export type Settings = { [Name in SettingName]: z.output<(typeof settingsTable)[Name]['takes']> };

/** A setting that can't be used, in one line for the operator. */
export class SettingError extends Error {}

/** Reads and checks all settings; an empty value counts as not set. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const production = environment.NODE_ENV === 'production';
  const read = Object.entries(settingsTable).map(([name, row]) => {
    const usual = production && 'inProduction' in row ? row.inProduction : undefined;
    const given = environment[name] === '' ? undefined : environment[name];
    const result = (row.takes as z.ZodType).safeParse(given ?? usual);
    if (result.success) return [name, result.data];
    throw new SettingError(
      'secret' in row
        ? `${name} can’t be used as it is set; it takes ${row.form}`
        : `${name} is "${given}"; it takes ${row.form}`,
    );
  });
  const settings = Object.fromEntries(read) as Settings;
  const unfit = production ? unfitForProduction(settings) : undefined;
  if (unfit) throw new SettingError(`not in production: ${unfit}`);
  return settings;
}

/** A setting this role can't do without. */
export function required<Name extends SettingName>(settings: Pick<Settings, Name>, name: Name): string {
  const value = settings[name];
  if (typeof value !== 'string')
    throw new SettingError(`${name} is not set; it takes ${settingsTable[name].form}`);
  return value;
}

/** Names this process among others of its role; a new one each start. */
export const processId = (): string => randomUUID().slice(0, 8);
