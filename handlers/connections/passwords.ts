import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import argon2 from 'argon2';
import { passwordBytes } from '../../ocpp/passwords.js';
import { fitsDigest, hashPassword, slowHashOf } from '../../platform/passwords.js';

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

/** What a station shows, and what is kept of the passwords that it may come with. */
export interface Shown {
  station: string;
  password: Buffer;
  hashes: readonly string[];
  /** SECRET, the key of what is kept of passwords that we drew. */
  secret: string | undefined;
}

/** The hash this password fits, where that takes no work; undefined where it has to be worked out. */
export function knownToFit(shown: Shown): string | undefined {
  const { station, password, hashes } = shown;
  const drawn = hashes.find((hash) => fitsDigest(hash, shown));
  if (drawn !== undefined) return drawn;
  const before = verified.get(station);
  if (!before) return undefined;
  // Its password was changed: what fitted before is forgotten.
  if (!hashes.includes(before.hash)) verified.delete(station);
  else if (timingSafeEqual(before.digest, digestOf(password))) return before.hash;
  return undefined;
}

/** Too many wait for their passwords to be looked at. */
export class Busy extends Error {}

/**
 * Which of these hashes the password fits by argon2id; undefined for none. The same work is done where there is no hash,
 * and where a digest has told already that it is wrong.
 */
export async function fittingHash(shown: Shown): Promise<string | undefined> {
  const { station, password, hashes } = shown;
  return inLane(async () => {
    // It came again while it waited here, and the first of them has been worked out.
    const known = knownToFit(shown);
    if (known !== undefined) return known;
    for (const hash of hashes.length > 0 ? hashes : [await none])
      if (await fits(slowHashOf(hash), password)) {
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
