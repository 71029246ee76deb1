import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import argon2 from 'argon2';
import { passwordBytes } from '../../ocpp/passwords.js';
import { hashPassword } from '../../platform/secrets.js';

/** Of every core but one: while a whole fleet comes back, messages and queries still get their turn. */
const lanes = Math.max(1, availableParallelism() - 1);
/** So many may wait for a lane; more are told to come again. */
const mostWaiting = 20_000;
const mostVerified = 50_000;

/** Which passwords were found right, by station: keyed digests that mean nothing outside of this process. */
const verified = new Map<string, { hash: string; digest: Buffer }>();
const key = randomBytes(32);
const digestOf = (password: Buffer): Buffer => createHmac('sha256', key).update(password).digest();

/** Where there is no hash to compare with, one that nothing fits: the answer takes as long as any other. */
const none = hashPassword(randomBytes(20).toString('base64'));

/** The hash this password is known to fit, without work; undefined where it has to be worked out. */
export function knownToFit(station: string, hashes: readonly string[], password: Buffer): string | undefined {
  const before = verified.get(station);
  if (!before) return undefined;
  // Its password was changed: what fitted before is forgotten.
  if (!hashes.includes(before.hash)) verified.delete(station);
  else if (timingSafeEqual(before.digest, digestOf(password))) return before.hash;
  return undefined;
}

/** Too many wait for their passwords to be looked at. */
export class Busy extends Error {}

/** Which of these argon2id hashes the password fits; undefined for none. The same work is done where there is none. */
export async function fittingHash(
  station: string,
  hashes: readonly string[],
  password: Buffer,
): Promise<string | undefined> {
  return inLane(async () => {
    for (const hash of hashes.length > 0 ? hashes : [await none])
      if (await fits(hash, password)) {
        remember(station, hash, password);
        return hash;
      }
    return undefined;
  });
}

/** A key may be hashed as its bytes or as the digits it was entered in. */
async function fits(hash: string, password: Buffer): Promise<boolean> {
  const bytes = passwordBytes(password);
  if (await argon2.verify(hash, bytes)) return true;
  return !bytes.equals(password) && (await argon2.verify(hash, password));
}

function remember(station: string, hash: string, password: Buffer): void {
  verified.delete(station);
  if (verified.size >= mostVerified) verified.delete(verified.keys().next().value as string);
  verified.set(station, { hash, digest: digestOf(password) });
}

let free = lanes;
const queue: (() => void)[] = [];

async function inLane<T>(work: () => Promise<T>): Promise<T> {
  if (free > 0) free--;
  else if (queue.length >= mostWaiting) throw new Busy();
  else await new Promise<void>((resolve) => queue.push(resolve));
  try {
    return await work();
  } finally {
    const next = queue.shift();
    if (next) next();
    else free++;
  }
}
