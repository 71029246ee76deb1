import type { OcppVersion } from '../../ocpp/versions.js';
import type { Pool, Transaction } from '../../platform/database/pool.js';
import { inTransactionWithEvents } from '../../platform/events/outbox.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import type { Settings } from '../../platform/settings.js';
import { type Order, order } from '../commands/order.js';
import { compareAnew } from '../device-model/drift.js';

/** A station that came, or booted, a while ago. */
interface Looked {
  station: string;
  version: OcppVersion;
  /** It may be asked, and has not booted since it came. */
  owesBoot: boolean;
  /** Since when the statuses of its connectors are owed; null while it may not tell them. */
  since: Date | null;
}

/** Looks at stations some time after they came or booted, and asks for what they owe (2.x F06, 1.6 §5.17). */
export async function askForMissing(pool: Pool, settings: Settings): Promise<NewEvent[]> {
  const { events } = await inTransactionWithEvents(pool, async (tx, emit) => {
    const looked = await takeLooked(tx);
    if (looked.length === 0) return;
    await compareAnew(
      tx,
      looked.map(({ station }) => station),
    );
    if (settings.ASK_MISSING_AFTER === 0) return;
    const boots = looked.filter(({ owesBoot }) => owesBoot).map((each) => ask(each, triggers.boot));
    await order({ tx, emit, settings }, [...boots, ...(await statusesOwed(tx, looked))]);
  });
  return events;
}

async function takeLooked(tx: Transaction): Promise<Looked[]> {
  const { rows } = await tx.query<Looked & { online: boolean }>({
    name: 'look at stations',
    text: `update charging_station s set check_at = null
           from (
             select id from charging_station where check_at <= now() order by check_at limit 500 for no key update skip locked
           ) due
           where s.id = due.id
           returning s.id as station, s.ocpp_version as version, s.online,
             s.standing <> 'REJECTED' and (s.booted_at is null or s.booted_at < s.connected_at) as "owesBoot",
             case when s.standing = 'ACCEPTED' and s.told_status = 'ACCEPTED'
               then greatest(s.connected_at, s.booted_at) end as since`,
  });
  return rows.filter(({ online }) => online);
}

interface Place {
  station: string;
  evseId: number;
  connectorId: number;
}

/** A station has so many connectors at most that are asked for. */
const mostConnectors = 50;

/**
 * Connectors of which nothing was heard. A 1.6 station of which none is known is asked for all; one of 2.x has to be
 * asked by name (F06.FR.12): its first is there in any case.
 */
async function statusesOwed(tx: Transaction, looked: Looked[]): Promise<Order[]> {
  const owing = looked.filter(({ since }) => since !== null);
  const { rows } = await tx.query<Place & { silent: boolean }>({
    name: 'statuses owed',
    text: `select c.station_id as station, c.evse_id as "evseId", c.connector_id as "connectorId",
             c.heard_at is null or c.heard_at < n.since as silent
           from unnest($1::text[], $2::timestamptz[]) as n (id, since) join connector c on c.station_id = n.id
           where c.evse_id > 0
           order by 1, 2, 3`,
    values: [owing.map(({ station }) => station), owing.map(({ since }) => since)],
  });
  const known = Map.groupBy(rows, ({ station }) => station);
  return owing.flatMap((each) => {
    const places = known.get(each.station);
    if (!places) return [ask(each, triggers.anyStatus)];
    const silent = places.filter((place) => place.silent).slice(0, mostConnectors);
    return silent.map((place) => ask(each, triggers.status(place)));
  });
}

type Payload = Record<'v16' | 'v2', object>;

const both = (payload: object): Payload => ({ v16: payload, v2: payload });

const triggers = {
  boot: both({ requestedMessage: 'BootNotification' }),
  anyStatus: {
    v16: { requestedMessage: 'StatusNotification' },
    v2: { requestedMessage: 'StatusNotification', evse: { id: 1, connectorId: 1 } },
  },
  /** 1.6: our EVSE is its connector. */
  status: ({ evseId, connectorId }: Place): Payload => ({
    v16: { requestedMessage: 'StatusNotification', connectorId: evseId },
    v2: { requestedMessage: 'StatusNotification', evse: { id: evseId, connectorId } },
  }),
};

/** A station that does not know how to, or will not, says so: that is its answer. */
const ask = ({ station, version }: Looked, payload: Payload): Order => ({
  ...{ station, version, action: 'TriggerMessage' },
  payload: payload[version === 'ocpp1.6' ? 'v16' : 'v2'],
  requestedBy: 'chargeql: missing message',
  expiresInSeconds: 60,
});
