import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { redacted } from '../ocpp/secrets.js';
import { hashPassword } from './passwords.js';

/** What a key is for; one never opens what another has sealed. */
export type Purpose = 'commands' | 'certificate authorities';

const cipher = 'aes-256-gcm';
const keyOf = (secret: string, purpose: Purpose): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'chargeql', purpose, 32));

/** Seals a text for the database: readable by those who have the secret from their environment. */
export function seal(text: string, secret: string, purpose: Purpose): string {
  const nonce = randomBytes(12);
  const sealing = createCipheriv(cipher, keyOf(secret, purpose), nonce);
  const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), sealed]).toString('base64');
}

/** Throws where it was sealed with another secret, or was changed. */
export function unseal(sealed: string, secret: string, purpose: Purpose): string {
  const bytes = Buffer.from(sealed, 'base64');
  const opening = createDecipheriv(cipher, keyOf(secret, purpose), bytes.subarray(0, 12));
  opening.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([opening.update(bytes.subarray(28)), opening.final()]).toString('utf8');
}

/** A payload as a command's record keeps it, and beside it what the record must not show; null where it hides nothing. */
export interface Shielded {
  shown: object;
  secret: { sealed: string | null; passwordHash: string | null } | null;
}

/**
 * @param secret SECRET; without one nothing is sealed, and the command can't wait for its station
 * @param keep what is kept of a password in it
 */
export async function shield(
  payload: object,
  secret: string | undefined,
  keep: (password: string) => Promise<string> = hashPassword,
): Promise<Shielded> {
  const shown = redacted(payload);
  if (shown === payload) return { shown: payload, secret: null };
  const password = newPassword(payload);
  return {
    shown,
    secret: {
      sealed: secret === undefined ? null : seal(JSON.stringify(payload), secret, 'commands'),
      passwordHash: password === undefined ? null : await keep(password),
    },
  };
}

interface SetsPassword {
  key?: string;
  value?: string;
  setVariableData?: { component: { name: string }; variable: { name: string }; attributeValue: string }[];
}

/** The password with which the station is to come from now on, where this payload sets one (1.6 security A.1, 2.x A01). */
function newPassword({ key, value, setVariableData }: SetsPassword): string | undefined {
  if (key?.toLowerCase() === 'authorizationkey') return value;
  return setVariableData?.find(
    ({ component, variable }) =>
      component.name.toLowerCase() === 'securityctrlr' && variable.name.toLowerCase() === 'basicauthpassword',
  )?.attributeValue;
}
