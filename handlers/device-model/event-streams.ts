import { columns } from '../../platform/database/columns.js';
import type { Keeping, Told } from '../action.js';

export interface Stream {
  /** Given by the station. */
  streamId: number;
  monitorId: number | null;
  /** Seconds at most between messages. */
  interval: number | null;
  /** At most in one message. */
  values: number | null;
}

export interface Streamed {
  streamId: number;
  /** What the station still has to send. */
  pending: number | null;
  values: { at: Date; value: string }[];
}

const latest = <Fact>(told: Told<Fact>[], streamId: (fact: Fact) => number): Told<Fact>[] => {
  const byKey = new Map(told.map((one) => [JSON.stringify([one.station, streamId(one.fact)]), one]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
};

export async function openStreams(told: Told<Stream>[], { tx, emit }: Keeping): Promise<null[]> {
  const rows = latest(told, ({ streamId }) => streamId).map(({ station, receivedAt, fact }) => ({
    ...fact,
    station,
    receivedAt,
  }));
  await tx.query({
    name: 'open event streams',
    text: `insert into event_stream (station_id, stream_id, monitor_id, interval, values, opened_at)
           select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::int[], $5::int[], $6::timestamptz[])
           on conflict (station_id, stream_id) do update
           set monitor_id = excluded.monitor_id, interval = excluded.interval, values = excluded.values,
               opened_at = excluded.opened_at, closed_at = null, pending = null`,
    values: columns(rows, ['station', 'streamId', 'monitorId', 'interval', 'values', 'receivedAt']),
  });
  for (const { station, receivedAt: at, ...stream } of rows)
    emit({ station, type: 'EventStreamOpened', at, data: stream });
  return told.map(() => null);
}

export async function closeStreams(told: Told<number>[], { tx, emit }: Keeping): Promise<null[]> {
  const rows = latest(told, (streamId) => streamId).map(({ station, receivedAt, fact: streamId }) => ({
    station,
    streamId,
    receivedAt,
  }));
  const closed = await tx.query<{ station: string; streamId: string; at: Date }>({
    name: 'close event streams',
    text: `update event_stream s set closed_at = n.at
           from unnest($1::text[], $2::bigint[], $3::timestamptz[]) as n (station_id, stream_id, at)
           where (s.station_id, s.stream_id) = (n.station_id, n.stream_id) and s.closed_at is null
           returning s.station_id as station, s.stream_id as "streamId", s.closed_at as at`,
    values: columns(rows, ['station', 'streamId', 'receivedAt']),
  });
  for (const { station, streamId, at } of closed.rows)
    emit({ station, type: 'EventStreamClosed', at, data: { streamId: Number(streamId) } });
  return told.map(() => null);
}

/** Keeps every value once, with the monitor of its stream, also where no stream was opened. */
export async function keepStreamed(told: Told<Streamed>[], { tx, emit }: Keeping): Promise<null[]> {
  const rows = told.flatMap(({ station, receivedAt, fact: { streamId, values } }) =>
    values.map((each) => ({ ...each, station, streamId, receivedAt })),
  );
  await tx.query({
    name: 'keep streamed values',
    text: `insert into event_stream_value (station_id, stream_id, monitor_id, measured_at, received_at, value)
           select n.station_id, n.stream_id, s.monitor_id, n.at, n.received_at, n.value
           from unnest($1::text[], $2::bigint[], $3::timestamptz[], $4::timestamptz[], $5::text[]) with ordinality
             as n (station_id, stream_id, at, received_at, value, n)
           left join event_stream s on (s.station_id, s.stream_id) = (n.station_id, n.stream_id)
           order by n.n
           on conflict (station_id, stream_id, measured_at, md5(value)) do nothing`,
    values: columns(rows, ['station', 'streamId', 'at', 'receivedAt', 'value']),
  });
  const backlogs = latest(told, ({ streamId }) => streamId).map(({ station, fact }) => ({
    station,
    streamId: fact.streamId,
    pending: fact.pending,
  }));
  await tx.query({
    name: 'note what streams still hold',
    text: `update event_stream s set pending = n.pending
           from unnest($1::text[], $2::bigint[], $3::bigint[]) as n (station_id, stream_id, pending)
           where (s.station_id, s.stream_id) = (n.station_id, n.stream_id) and s.pending is distinct from n.pending`,
    values: columns(backlogs, ['station', 'streamId', 'pending']),
  });
  for (const { station, receivedAt, fact } of told) {
    const { streamId, pending, values } = fact;
    const newest = values.reduce<Streamed['values'][number] | undefined>(
      (best, each) => (best && best.at > each.at ? best : each),
      undefined,
    );
    const data = { streamId, pending, values: values.length, latestValue: newest?.value ?? null };
    emit({ station, type: 'EventStreamReceived', at: newest?.at ?? receivedAt, data });
  }
  return told.map(() => null);
}
