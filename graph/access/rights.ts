/** The collections of Directus on which people hold permissions. */
export const collections = [
  'location',
  'charging_station',
  'evse',
  'connector',
  'connection',
  'refused_handshake',
  'id_token',
  'transaction',
  'command',
  'orphan_message',
  'reservation',
  'variable',
  'device_event',
  'security_event',
  'firmware_update',
  'audit',
] as const;
export type Collection = (typeof collections)[number];

export type Action = 'create' | 'read' | 'update' | 'delete';

/** A permission as Directus keeps it, in two words. */
export type Right = `${Action} ${Collection}`;

/** What something takes: a right, nothing beyond a valid token, or all rights. */
export type Need = Right | 'anybody' | 'administrator';
