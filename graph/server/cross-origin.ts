import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';

/** Which pages of other origins a browser lets read our answers. */
export type CrossOrigin = (request: IncomingMessage) => OutgoingHttpHeaders;

/** None, unless the settings name it; `*` names all. Tokens are never sent by a browser on its own, so that is no leak. */
export function crossOrigin(origins: readonly string[]): CrossOrigin {
  const all = origins.includes('*');
  return ({ headers: { origin } }) => {
    if (origin === undefined || !(all || origins.includes(origin))) return { vary: 'origin' };
    return {
      vary: 'origin',
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': 'authorization, content-type, apollo-require-preflight',
      'access-control-expose-headers': 'retry-after',
      'access-control-max-age': '3600',
    };
  };
}
