import type { OcppVersion } from '../../ocpp/versions.js';
import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Keeping, Told } from '../action.js';
import { type Order, order } from '../commands/order.js';
import { compareAnew, tryAnew } from './drift.js';

/** A report that does not come is asked for again at a boot this much later: an unapproved station waits for it. */
const patienceMinutes = { PENDING: 10, ACCEPTED: 360 };

/**
 * Asks stations that boot for all their variables, once for each firmware version: 2.x B07, 1.6 §5.8, where naming no
 * key asks for all.
 */
export async function askInventories(told: Told<unknown>[], keeping: Keeping): Promise<void> {
  const { tx, settings } = keeping;
  if (!settings.ASK_INVENTORY) return;
  const versions = new Map(told.map(({ station, version }) => [station, version]));
  const { rows } = await tx.query<{ station: string; requestId: string }>({
    name: 'ask inventories',
    text: `insert into inventory as i (station_id, firmware_version, request_id, state, asked_at)
           select s.id, s.firmware_version, nextval('report_request_id'), 'ASKED', now()
           from charging_station s left join inventory k on k.station_id = s.id
           where s.id = any($1) and (
             k.station_id is null or k.firmware_version is distinct from s.firmware_version
             or (k.state = 'ASKED' and k.asked_at < now() - make_interval(mins =>
                  case s.registration_status when 'PENDING' then $2::int else $3::int end)))
           order by s.id
           on conflict (station_id) do update
           set firmware_version = excluded.firmware_version, request_id = excluded.request_id, state = 'ASKED',
               asked_at = excluded.asked_at, known_at = null, command_id = null
           returning station_id as station, request_id as "requestId"`,
    values: [[...versions.keys()], patienceMinutes.PENDING, patienceMinutes.ACCEPTED],
  });
  if (rows.length === 0) return;
  await tryAnew(
    tx,
    rows.map(({ station }) => station),
  );
  const orders = rows.map(({ station, requestId }) =>
    orderOf(station, versions.get(station) as OcppVersion, Number(requestId)),
  );
  const commands = await order(keeping, orders);
  await tx.query({
    name: 'note inventory commands',
    text: `update inventory i set command_id = n.command_id
           from unnest($1::text[], $2::uuid[]) as n (station_id, command_id) where i.station_id = n.station_id`,
    values: [rows.map(({ station }) => station), commands],
  });
}

const orderOf = (station: string, version: OcppVersion, requestId: number): Order => ({
  station,
  version,
  ...(version === 'ocpp1.6'
    ? { action: 'GetConfiguration', payload: {} }
    : { action: 'GetBaseReport', payload: { requestId, reportBase: 'FullInventory' } }),
  requestedBy: 'chargeql: inventory',
  expiresInSeconds: 600,
});

/** A report that we wait for is whole, or the station has told its keys. Others change nothing. */
export async function inventoriesKnown(
  tx: Transaction,
  known: { station: string; requestId: string | null; at: Date }[],
): Promise<void> {
  if (known.length === 0) return;
  const { rows } = await tx.query<{ station: string }>({
    name: 'inventories known',
    text: `update inventory i set state = 'KNOWN', known_at = n.at
           from unnest($1::text[], $2::bigint[], $3::timestamptz[]) as n (station_id, request_id, at)
           where i.station_id = n.station_id and i.state <> 'KNOWN' and i.request_id = coalesce(n.request_id, i.request_id)
           returning i.station_id as station`,
    values: columns(known, ['station', 'requestId', 'at']),
  });
  await compareAnew(
    tx,
    rows.map(({ station }) => station),
  );
}

/** The station says that it has no such report. */
export async function inventoriesRefused(
  tx: Transaction,
  refused: { station: string; requestId: number }[],
): Promise<void> {
  const { rows } = await tx.query<{ station: string }>({
    name: 'inventories refused',
    text: `update inventory i set state = 'REFUSED'
           from unnest($1::text[], $2::bigint[]) as n (station_id, request_id)
           where (i.station_id, i.request_id) = (n.station_id, n.request_id) and i.state = 'ASKED'
           returning i.station_id as station`,
    values: columns(refused, ['station', 'requestId']),
  });
  await compareAnew(
    tx,
    rows.map(({ station }) => station),
  );
}

/** Those whose command came to nothing: an error is the station's word, silence makes the next boot ask again. */
export async function settleInventories(tx: Transaction): Promise<void> {
  const { rows } = await tx.query<{ station: string }>({
    name: 'settle inventories',
    text: `update inventory i
           set state = case c.state when 'CALL_ERROR' then 'REFUSED' else i.state end, command_id = null,
               asked_at = case c.state when 'CALL_ERROR' then i.asked_at else '-infinity' end
           from command c
           where c.id = i.command_id and i.state = 'ASKED' and c.state in ('CALL_ERROR', 'TIMED_OUT', 'OFFLINE', 'EXPIRED')
           returning i.station_id as station`,
  });
  await compareAnew(
    tx,
    rows.map(({ station }) => station),
  );
}
