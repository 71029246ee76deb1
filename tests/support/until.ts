import { setTimeout as sleep } from 'node:timers/promises';

type Nothing = false | null | undefined;

/** Looks until there is something to see, or time is up: for what announces itself to nobody. */
export async function until<T>(
  what: string,
  look: () => T | Nothing | Promise<T | Nothing>,
  { ms = 10_000, every = 15 }: { ms?: number; every?: number } = {},
): Promise<T> {
  for (const end = Date.now() + ms; ; await sleep(every)) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`${what}: not within ${ms} ms`);
  }
}
