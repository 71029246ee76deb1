import type { OcppVersion } from '../../ocpp/versions.js';
import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import { unseal } from '../../platform/secrets.js';
import { drawTicket, enterTickets, type Ticket } from '../../platform/uploads/ticket.js';
import type { Keeping } from '../action.js';
import { order } from '../commands/order.js';
import { settleSeconds } from '../commands/queue.js';
import type { Campaign, VersionCalls } from './campaign.js';
import { skip } from './settle.js';

/** A command that does not reach its station within this time frees its place for another; s. */
const reachSeconds = 60;

interface Next {
  station: string;
  version: OcppVersion;
  turn: number;
}

/** Asks as many as there are free places. @returns how many stand otherwise than before */
export async function give(campaign: Campaign, free: number, keeping: Keeping): Promise<number> {
  const { tx } = keeping;
  const next = await take(tx, campaign.id, free);
  const able: (Next & { calls: VersionCalls })[] = [];
  const unable: { station: string; reason: string }[] = [];
  for (const one of next) {
    const calls = campaign.calls[one.version];
    if (calls && 'payloads' in calls) able.push({ ...one, calls: opened(calls, keeping) });
    else unable.push({ station: one.station, reason: calls?.refusal ?? `no payload for ${one.version}` });
  }
  if (unable.length > 0) await skip(tx, campaign.id, unable);
  const asked = able.length > 0 ? await ask(campaign, able, keeping) : 0;
  return unable.length + asked;
}

/** The calls with what the campaign's record does not show. */
const opened = (calls: VersionCalls, { settings }: Keeping): VersionCalls =>
  calls.sealed === undefined
    ? calls
    : { ...calls, payloads: JSON.parse(unseal(calls.sealed, settings.SECRET ?? '', 'commands')) };

/** Those who are there and whose turn it is, in the order of their ids. */
async function take(tx: Transaction, id: string, limit: number): Promise<Next[]> {
  const { rows } = await tx.query<Next>({
    name: 'next of a campaign',
    text: `select s.station_id as station, st.ocpp_version as version, s.turn + 1 as turn
           from campaign_station s join charging_station st on st.id = s.station_id
           where s.campaign_id = $1 and s.state = 'PENDING' and s.due_at <= now()
             and st.online and st.standing = 'ACCEPTED' and st.ocpp_version is not null
             and (st.booted_at >= st.connected_at or st.connected_at < now() - make_interval(secs => $3))
           order by s.station_id limit $2`,
    values: [id, limit, settleSeconds],
  });
  return rows;
}

interface Call extends Next {
  place: number;
  action: string;
  payload: Record<string, unknown>;
  ticket: Ticket | undefined;
}

async function ask(
  campaign: Campaign,
  next: (Next & { calls: VersionCalls })[],
  keeping: Keeping,
): Promise<number> {
  const { tx } = keeping;
  const bare = next.flatMap(({ calls: { action, payloads }, ...one }) =>
    payloads.map((payload, place) => ({ ...one, place, action, payload })),
  );
  const calls = await fill(tx, campaign, bare);
  const ids = await order(
    keeping,
    calls.map(({ station, version, action, payload, turn, place }) => ({
      ...{ station, version, action, payload, expiresInSeconds: reachSeconds },
      requestedBy: `campaign ${campaign.id}: ${campaign.name}`,
      // No caller can give a key with this character in it.
      idempotencyKey: ['campaign', campaign.id, station, turn, place].join('\u001f'),
    })),
  );
  // A station that has just changed its version got none: it comes again.
  const given = calls.flatMap((call, index) => (ids[index] ? [{ ...call, command: ids[index] }] : []));
  if (given.length === 0) return 0;
  await note(tx, campaign, given);
  const tickets = given.flatMap(({ ticket, command }) => (ticket ? [{ ticket, command }] : []));
  if (tickets.length > 0) await enterTickets(tx, tickets);
  return given.length;
}

const long = ['UpdateFirmware', 'SignedUpdateFirmware', 'PublishFirmware', 'GetLog', 'GetDiagnostics'];

/** What each station gets of its own: the number of its request, the URL for its log. */
async function fill(
  tx: Transaction,
  { uploadUrl }: Campaign,
  calls: Omit<Call, 'ticket'>[],
): Promise<Call[]> {
  const numbered = calls.filter(({ action, payload }) => long.includes(action) && 'requestId' in payload);
  const { rows } = await tx.query<{ id: string }>(
    `select nextval('station_request_id') as id from generate_series(1, $1)`,
    [numbered.length],
  );
  const numbers = new Map(numbered.map((call, index) => [call, Number(rows[index]?.id)]));
  return calls.map((call) => {
    const requestId = numbers.get(call);
    const isLog = call.action === 'GetLog' || call.action === 'GetDiagnostics';
    const ticket = isLog && uploadUrl !== null ? drawTicket(uploadUrl) : undefined;
    const payload = {
      ...call.payload,
      ...(requestId === undefined ? {} : { requestId }),
      ...(ticket ? located(call.payload, ticket.url) : {}),
    };
    return { ...call, payload, ticket };
  });
}

const located = (payload: Record<string, unknown>, url: string) =>
  'log' in payload ? { log: { ...(payload.log as object), remoteLocation: url } } : { location: url };

async function note(
  tx: Transaction,
  campaign: Campaign,
  given: (Call & { command: string })[],
): Promise<void> {
  await tx.query({
    name: 'note campaign commands',
    text: `with given as (
             select * from unnest($2::uuid[], $3::text[], $4::int[], $5::int[]) as g (command_id, station_id, turn, place)
           ), kept as (
             insert into campaign_command (command_id, campaign_id, station_id, turn, place)
             select command_id, $1, station_id, turn, place from given
           )
           update campaign_station s
           set state = 'UNDER_WAY', turn = last.turn, attempts = s.attempts + 1, command_id = last.command_id,
               started_at = coalesce(s.started_at, now()), attempted_at = now(), ended_at = null
           from (select distinct on (station_id) * from given order by station_id, place desc) last
           where s.campaign_id = $1 and s.station_id = last.station_id`,
    values: [campaign.id, ...columns(given, ['command', 'station', 'turn', 'place'])],
  });
  if (campaign.wantedVersion !== null)
    await tx.query('update firmware_update set wanted_version = $1 where command_id = any($2)', [
      campaign.wantedVersion,
      given.map(({ command }) => command),
    ]);
}
