import { refusedField } from './refused-field.js';

/** What PostgreSQL says of a write that it refuses; a trigger names no constraint. */
interface DatabaseError {
  code?: string;
  table?: string;
  constraint?: string;
  message?: string;
}

/** A check that a value breaks, and a word that PostgreSQL does not know, as a time zone may be. */
const refused = ['23514', '22023'];

/** An error that Directus passes on as it is: it tells those of its own by their name. */
class Refusal extends Error {
  override name = 'DirectusError';
  status = 400;

  constructor(
    readonly code: string,
    message: string,
    readonly extensions: object,
  ) {
    super(message);
  }
}

/** A refused value as the form shows it: at its field, with the words that its definition has for it. */
export function refusal(error: unknown): unknown {
  const { code, table, constraint, message = '' } = (error ?? {}) as DatabaseError;
  if (!code || !refused.includes(code)) return error;
  const field = table && constraint ? refusedField(table, constraint) : undefined;
  if (field)
    return new Refusal('FAILED_VALIDATION', `Validation failed for field "${field}".`, {
      ...{ field, path: [], type: 'regex' },
    });
  // The statement stands before the reason.
  const reason = message.split(' - ').at(-1) ?? '';
  return new Refusal('INVALID_PAYLOAD', `Invalid payload. ${reason}.`, { reason });
}
