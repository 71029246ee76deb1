import { createHash, timingSafeEqual } from 'node:crypto';
import argon2 from 'argon2';

/** Verified pairs, so that a fleet coming back at once costs one hash a station, not one a reconnect. */
const verified = new Map<string, Buffer>();
const mostVerified = 50_000;

/** Whether this is the password behind an argon2id hash. */
export async function passwordFits(hash: string, password: string): Promise<boolean> {
  const digest = createHash('sha256').update(hash).update('\0').update(password).digest();
  const before = verified.get(hash);
  if (before && timingSafeEqual(before, digest)) return true;
  if (!(await argon2.verify(hash, password))) return false;
  if (verified.size >= mostVerified) verified.delete(verified.keys().next().value as string);
  verified.set(hash, digest);
  return true;
}
