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
  /** Aborted when this process ends. */
  stopping: AbortSignal;
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

/** This password can't be looked at now. */
export class Busy extends Error {
  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message);
  }
}

/** What is being worked out: one that comes again while its password waits gets the same answer, when that is there. */
const underWay = new Map<string, Promise<string | undefined>>();

/**
 * Which of these hashes the password fits by argon2id; undefined for none. The same work is done where there is no hash,
 * and where a digest has told already that it is wrong.
 */
export function fittingHash(shown: Shown): Promise<string | undefined> {
  const { station, password, hashes, stopping } = shown;
  const key = JSON.stringify([station, digestOf(password).toString('base64'), hashes]);
  const before = underWay.get(key);
  if (before) return before;
  const work = inLane(stopping, () => workOut(shown)).finally(() => underWay.delete(key));
  underWay.set(key, work);
  return work;
}

async function workOut({ station, password, hashes }: Shown): Promise<string | undefined> {
  for (const hash of hashes.length > 0 ? hashes : [await none])
    if (await fits(slowHashOf(hash), password)) {
      remember(station, hash, password);
      return hash;
    }
  return undefined;
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

interface Waiting {
  stopping: AbortSignal;
  begin(): void;
  sendAway(): void;
}
const queue = new Set<Waiting>();

async function inLane<T>(stopping: AbortSignal, work: () => Promise<T>): Promise<T> {
  if (free > 0) free--;
  else await turn(stopping);
  try {
    return await work();
  } finally {
    const [next] = queue;
    if (next) next.begin();
    else free++;
  }
}

/** Waits for a lane. */
async function turn(stopping: AbortSignal): Promise<void> {
  if (stopping.aborted) throw restarting();
  if (queue.size >= mostWaiting) throw new Busy('too many stations come in at once; try again later', 60);
  sendAwayAtTheEnd(stopping);
  return new Promise((resolve, reject) => {
    const waiting: Waiting = {
      stopping,
      begin: () => {
        queue.delete(waiting);
        resolve();
      },
      sendAway: () => {
        queue.delete(waiting);
        reject(restarting());
      },
    };
    queue.add(waiting);
  });
}

const restarting = (): Busy => new Busy('the system restarts; try again at once', 1);

const heard = new WeakSet<AbortSignal>();

/** Whoever waits when this process ends is sent to another. */
function sendAwayAtTheEnd(stopping: AbortSignal): void {
  if (heard.has(stopping)) return;
  heard.add(stopping);
  stopping.addEventListener('abort', () => {
    for (const waiting of queue) if (waiting.stopping === stopping) waiting.sendAway();
  });
}
