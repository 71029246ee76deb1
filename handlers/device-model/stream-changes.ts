import { columns } from '../../platform/database/columns.js';
import type { Keeping, Told } from '../action.js';
import { closeStreams, openStreams, type Stream } from './event-streams.js';

/** How often a stream sends, and how much at once. */
export type StreamPace = Omit<Stream, 'monitorId'>;

export async function adjustStreams(told: Told<StreamPace | null>[], { tx, emit }: Keeping): Promise<void> {
  const rows = told.flatMap(({ station, receivedAt: at, fact }) => (fact ? [{ ...fact, station, at }] : []));
  await tx.query({
    name: 'adjust event streams',
    text: `update event_stream s set interval = n.interval, values = n.values
           from unnest($1::text[], $2::bigint[], $3::int[], $4::int[]) as n (station_id, stream_id, interval, values)
           where (s.station_id, s.stream_id) = (n.station_id, n.stream_id)`,
    values: columns(rows, ['station', 'streamId', 'interval', 'values']),
  });
  for (const { station, at, ...data } of rows) emit({ station, type: 'EventStreamAdjusted', at, data });
}

interface Known {
  station: string;
  streamId: string;
  monitorId: string | null;
  interval: number | null;
  values: number | null;
}

/** What a station lists is open, what it does not list is closed; what is known already is no news. */
export async function listStreams(told: Told<Stream[]>[], keeping: Keeping): Promise<void> {
  const { rows: open } = await keeping.tx.query<Known>({
    name: 'open streams of stations',
    text: `select station_id as station, stream_id as "streamId", monitor_id as "monitorId", interval, values
           from event_stream where station_id = any($1) and closed_at is null`,
    values: [told.map(({ station }) => station)],
  });
  const isKnown = (station: string, is: Stream) =>
    open.some(
      (each) =>
        each.station === station &&
        Number(each.streamId) === is.streamId &&
        (each.monitorId === null ? null : Number(each.monitorId)) === is.monitorId &&
        each.interval === is.interval &&
        each.values === is.values,
    );
  await openStreams(
    told.flatMap((one) =>
      one.fact.filter((is) => !isKnown(one.station, is)).map((fact) => ({ ...one, fact })),
    ),
    keeping,
  );
  await closeStreams(
    told.flatMap((one) =>
      open
        .filter(
          ({ station, streamId }) =>
            station === one.station && !one.fact.some((is) => is.streamId === Number(streamId)),
        )
        .map(({ streamId }) => ({ ...one, fact: Number(streamId) })),
    ),
    keeping,
  );
}
