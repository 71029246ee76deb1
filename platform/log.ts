import { pino } from 'pino';

/** A level that is none must not end the process here: the settings say in words what it takes. */
const levelOf = (named = ''): string => (named in pino.levels.values ? named : 'info');

/** One JSON line an entry on standard output; secrets never reach it. */
export const log = pino({
  level: levelOf(process.env.LOG_LEVEL),
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: ['password', '*.password', 'authorization', '*.authorization', 'token', '*.token'],
    censor: '…',
  },
});

/** Any thrown thing as one short line. */
export const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
