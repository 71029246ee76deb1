import { createHash } from 'node:crypto';

/** The id that something of ours has in every system: made from its name, in the form of a UUID. */
export function fixedId(...names: string[]): string {
  const hex = createHash('sha256')
    .update(`chargeql/${names.join('/')}`)
    .digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
