/** How much a station takes in one request; Infinity where it has not told. */
export interface Limits {
  items: number;
  bytes: number;
}

export const noLimits: Limits = { items: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };

/** What a request weighs beside its items: frame, message id, action, the name of the list. */
const envelopeBytes = 100;

/** The items of a request, split so that each part keeps the limits: an item that alone is too large goes alone. */
export function inParts<Item>(
  items: readonly Item[],
  limits: Limits,
  wire: (item: Item) => object,
): Item[][] {
  const parts: Item[][] = [];
  let room = { items: 0, bytes: 0 };
  for (const item of items) {
    const bytes = Buffer.byteLength(JSON.stringify(wire(item))) + 1;
    const part = parts.at(-1);
    if (part && room.items > 0 && room.bytes >= bytes) {
      part.push(item);
      room = { items: room.items - 1, bytes: room.bytes - bytes };
    } else {
      parts.push([item]);
      room = { items: limits.items - 1, bytes: limits.bytes - envelopeBytes - bytes };
    }
  }
  return parts;
}
