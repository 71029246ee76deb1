import type { Proxy as Wire } from '../support/proxy.js';

/** How a wire fails. */
export const ways = [
  ['is cut off', (wire: Wire) => wire.cut()],
  ['hangs', async (wire: Wire) => wire.stall()],
] as const;
