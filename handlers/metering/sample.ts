/** One value a meter showed at one time, in our units. */
export interface Sample {
  /** Milliseconds since 1970. */
  at: number;
  measurand: string;
  phase: string | null;
  location: string | null;
  context: string | null;
  unit: string | null;
  /** null where it could not be read as a number; then `raw` holds it. */
  value: number | null;
  raw: string | null;
  /** Tells samples of one station and time apart; the same for the same sample told again. */
  key: number;
}

/**
 * A hash of 53 bits, which is what a number holds exactly: FNV-1a in two lanes of 32 bits, each with a start and a prime
 * of its own. Not for secrets.
 */
export function sampleKey(parts: readonly string[]): number {
  let one = 0x811c9dc5;
  let other = 0x2f0b4c47;
  for (const part of parts) {
    for (let i = 0; i < part.length; i++) {
      const unit = part.charCodeAt(i);
      one = Math.imul(one ^ unit, 16_777_619);
      other = Math.imul(other ^ unit, 2_246_822_519);
    }
    // The end of a part counts too: "ab","c" is not "a","bc".
    one = Math.imul(one ^ 0x10000, 16_777_619);
    other = Math.imul(other ^ 0x10000, 2_246_822_519);
  }
  return ((one ^ (one >>> 15)) & 0x1fffff) * 2 ** 32 + ((other ^ (other >>> 13)) >>> 0);
}
