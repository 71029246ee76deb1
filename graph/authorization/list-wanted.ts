import { difference, fitting, type Held, type ListLimits, partsOf } from '../../ocpp/list-parts.js';
import { entriesOf, type ListUpdate, type WantedToken } from '../../ocpp/local-list.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import type { Pool } from '../../platform/database/pool.js';
import { failure } from '../server/errors.js';

interface State extends ListLimits {
  known: boolean;
  wanted: WantedToken[] | null;
  held: { id_token: string; type: string | null; info: string }[] | null;
}

/** The updates that bring a station's list to what is wanted, with versions no other update has. */
export async function updatesOf(
  pool: Pool,
  { stationId, version, full }: { stationId: string; version: OcppVersion; full: boolean },
): Promise<ListUpdate[]> {
  const state = await read(pool, stationId);
  if (!full && !state.known)
    throw failure('CONFLICT', 'it is not known what the station’s list holds; send it FULL first');
  const fit = fitting(entriesOf(version, (state.wanted ?? []).map(withTime)), state);
  const entries = full ? fit : difference(fit, heldOf(state));
  const parts = partsOf(version, { version: 1, full, entries }, state);
  const last = await reserve(pool, stationId, parts.length);
  return parts.map((part) => ({ ...part, version: last - parts.length + part.version }));
}

async function read(pool: Pool, stationId: string): Promise<State> {
  const { rows } = await pool.query<State>(
    `select l.known, m.items_per_message as "itemsPerMessage", m.bytes_per_message as "bytesPerMessage",
       m.most_entries as "mostEntries",
       (select json_agg(w) from local_list_wanted w where w.station_id = l.station_id) as wanted,
       (select json_agg(e) from local_list_entry e where e.station_id = l.station_id) as held
     from local_list l join local_list_limit m using (station_id) where l.station_id = $1`,
    [stationId],
  );
  if (!rows[0]) throw failure('NOT_FOUND', `there is no station ${stationId}`);
  return rows[0];
}

/** JSON has no times. */
const withTime = (token: WantedToken): WantedToken => ({
  ...token,
  expires_at: token.expires_at && new Date(token.expires_at),
});

const heldOf = ({ held }: State): Held =>
  new Map((held ?? []).map(({ id_token, type, info }) => [id_token, { type, info }]));

/** Versions only rise, whoever sends the updates. @returns the last of them */
async function reserve(pool: Pool, stationId: string, count: number): Promise<number> {
  const { rows } = await pool.query<{ last: number }>(
    `update local_list set last_version = greatest(last_version, version, 0) + $2 where station_id = $1
     returning last_version as last`,
    [stationId, count],
  );
  return rows[0]?.last ?? count;
}
