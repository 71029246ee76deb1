import { failure } from '../server/errors.js';

/** Opaque to callers: the order it belongs to, and where in it. */
export const writeCursor = (order: string, place: readonly string[]): string =>
  Buffer.from(JSON.stringify([order, ...place])).toString('base64url');

/** The place a cursor names, as many values as the order has keys. */
export function readCursor(cursor: string, order: string, keys: number): string[] {
  const read = parse(cursor);
  if (!Array.isArray(read) || read.length !== keys + 1 || !read.every((each) => typeof each === 'string'))
    throw failure('CURSOR_INVALID', 'this is no cursor of this list');
  const [of, ...place] = read;
  if (of !== order) throw failure('CURSOR_INVALID', `this cursor belongs to the order ${of}, not ${order}`);
  return place;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
