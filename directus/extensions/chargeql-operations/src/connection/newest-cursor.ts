import { ask } from './ask.js';

/** Where events stand now: read before what they change, so that nothing between is missed. */
export async function newestCursor(): Promise<string | undefined> {
  const { events } = await ask<{ events: { nodes: { cursor: string }[] } }>(
    '{ events(first: 1) { nodes { cursor } } }',
  );
  return events.nodes[0]?.cursor;
}
