import { mask } from '../../ocpp/secrets.js';
import type { Queryable } from '../../platform/database/pool.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import { log } from '../../platform/log.js';

export interface RefusedHandshake {
  station?: string;
  path: string;
  protocols?: string;
  remoteAddress: string;
  reason: string;
  at: number;
}

interface Kept {
  id: string;
  station: string | null;
  path: string;
  reason: string;
  at: Date;
}

/** Keeps who was turned away and why, for the person who stands before the charger. */
export async function recordRefusals(db: Queryable, refused: RefusedHandshake[]): Promise<NewEvent[]> {
  if (refused.length === 0) return [];
  const { rows } = await db.query<Kept>({
    name: 'record refusals',
    text: `insert into refused_handshake (station_id, path, protocols, remote_address, reason, refused_at)
           select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
           returning id, station_id as station, path, reason, refused_at as at`,
    values: [
      refused.map(({ station }) => station ?? null),
      refused.map(({ path }) => withoutSecrets(path)),
      refused.map(({ protocols }) => protocols?.slice(0, 200) ?? null),
      refused.map(({ remoteAddress }) => remoteAddress),
      refused.map(({ reason }) => reason),
      refused.map(({ at }) => new Date(at)),
    ],
  });
  for (const { station, remoteAddress, reason } of refused)
    log.info({ station, remoteAddress, reason }, 'handshake refused');
  return rows.flatMap(({ id, station, path, reason, at }): NewEvent[] =>
    station === null ? [] : [{ station, type: 'HandshakeRefused', at, data: { refusal: id, reason, path } }],
  );
}

/** Some chargers put a password into the query. */
const withoutSecrets = (path: string): string =>
  path.slice(0, 1000).replace(/(?<=[?&][^=&#]*(?:pass|pwd|secret|token|key|auth|pin)[^=&#]*=)[^&#]+/gi, mask);
