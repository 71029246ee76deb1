import { pino } from 'pino';
import { redactedWords } from '../ocpp/secrets.js';
import { keptEntry } from './redaction.js';

/** A level that is none must not end the process here: the settings say in words what it takes. */
const levelOf = (named = ''): string => (named in pino.levels.values ? named : 'info');

/** One JSON line an entry on standard output; secrets never reach it. */
export const log = pino({
  level: levelOf(process.env.LOG_LEVEL),
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { log: keptEntry },
  serializers: { err: shownError },
  hooks: {
    logMethod(args, method) {
      const [entry, message] = args as [unknown, string?];
      method.apply(this, message === undefined && hasError(entry) ? [entry, reason(entry.err)] : args);
    },
  },
});

/** Where an entry has no words, pino takes those of its error. */
const hasError = (entry: unknown): entry is { err: unknown } =>
  typeof entry === 'object' && entry !== null && 'err' in entry;

/** Any thrown thing as one short line. */
export const reason = (error: unknown): string =>
  error instanceof Error ? redactedWords(withoutValues(error)) : redactedWords(String(error));

/** PostgreSQL quotes the value that it can't read (class 22); in other classes quotes hold names. */
const withoutValues = ({ message, code }: Error & { code?: unknown }): string =>
  typeof code === 'string' && /^22...$/.test(code) ? message.replace(/"[^"]*"/g, '"…"') : message;

/** What it is and where, without what it was about: PostgreSQL's `detail` and `where` quote whole rows. */
function shownError(error: unknown): object {
  if (!(error instanceof Error)) return { message: reason(error) };
  const { name, stack = '', message } = error;
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  return {
    type: name,
    message: reason(error),
    code,
    constraint,
    table,
    stack: stack.replace(message, reason(error)),
  };
}
