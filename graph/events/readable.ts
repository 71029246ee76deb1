import { type EventType, eventTypes } from '../../platform/events/station-event.js';
import { typeNeed } from '../access/needs.js';
import { has } from '../access/operation.js';
import type { Identity } from '../identity/identity.js';
import { failure } from '../server/errors.js';

/**
 * The types of event somebody gets: those they asked for, or all they may read; undefined when that is every one.
 * Throws FORBIDDEN when they ask for one they may not read.
 */
export function readableTypes(
  { identity }: { identity: Identity },
  asked: readonly EventType[] | null | undefined,
): EventType[] | undefined {
  const needOf = (type: EventType) => typeNeed(type) ?? 'administrator';
  const closed = (asked ?? []).filter((type) => !has(identity, needOf(type)));
  if (closed.length > 0)
    throw failure(
      'FORBIDDEN',
      `missing ${closed.map((type) => `the right "${needOf(type)}", for ${type}`).join(', and ')}`,
      { missing: [...new Set(closed.map(needOf))] },
    );
  if (asked) return [...asked];
  const readable = eventTypes.filter((type) => has(identity, needOf(type)));
  return readable.length === eventTypes.length ? undefined : readable;
}
