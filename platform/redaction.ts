import { createHmac, hkdfSync } from 'node:crypto';
import { tokensAs } from '../ocpp/id-tokens.js';
import { type Rule, rewritten, rewrittenJson } from '../ocpp/rewriting.js';
import { secrets } from '../ocpp/secrets.js';
import { required, type Settings } from './settings.js';

type Hash = (token: string) => string;

/**
 * What this process keeps of frames and events, and logs. One for the process, as the log is, so that whoever writes an
 * event or a line can't leave it out.
 */
let rules: readonly Rule[] = [secrets];
let hash: Hash | undefined;

/** Takes over what the settings say of tokens, before anything is kept. */
export function redactBy(settings: Pick<Settings, 'HASH_ID_TOKENS' | 'SECRET'>): void {
  const secret = settings.HASH_ID_TOKENS ? required(settings, 'SECRET') : settings.SECRET;
  hash = secret === undefined ? undefined : remembering(tokenHash(secret));
  rules = settings.HASH_ID_TOKENS && hash ? [secrets, tokensAs(hash)] : [secrets];
}

/** How a token may stand in what is kept: as it is, and as its hash, now or before the setting was changed. */
export const namesOf = (token: string): string[] => (hash ? [token, hash(token)] : [token]);

/** JSON as trace and outbox keep it. */
export const keptJson = (json: string): string => rewrittenJson(json, rules);

/** An entry as the log keeps it. */
export const keptEntry = <Entry>(entry: Entry): Entry => rewritten(entry, rules);

/**
 * A token's name in what is kept: the same for all processes with this secret, and for nobody who has it not. As long as
 * a token of 1.6 may be (20 characters), so that frames stay what their schema says. Capitals do not count.
 */
export function tokenHash(secret: string): Hash {
  const key = Buffer.from(hkdfSync('sha256', secret, 'chargeql', 'id tokens', 32));
  return (token) => `tok-${createHmac('sha256', key).update(token.toLowerCase()).digest('hex').slice(0, 16)}`;
}

const mostRemembered = 10_000;

/** The same few tokens come again and again, and a hash costs more than all the rest. */
function remembering(hash: Hash): Hash {
  const known = new Map<string, string>();
  return (token) => {
    const before = known.get(token);
    if (before !== undefined) return before;
    if (known.size >= mostRemembered) known.clear();
    const made = hash(token);
    known.set(token, made);
    return made;
  };
}
