import type { Consulted, Keeping } from '../action.js';
import { insertion, lastOfEach } from '../insertion.js';

/** A question about certificates that others issue, and what it got. */
export interface CertificateQuery {
  kind: 'STATUS' | 'CHAIN_STATUS' | 'EV_CERTIFICATE';
  request: object;
  status: string;
}

interface Row extends CertificateQuery {
  stationId: string;
  at: Date;
}

const add = insertion<Row>(
  {
    table: 'certificate_query',
    columns: { stationId: 'text', kind: 'text', request: 'jsonb', status: 'text', at: 'timestamptz' },
  },
  `on conflict (station_id, kind, md5(request::text)) do update set status = excluded.status, at = excluded.at`,
);

/** Keeps what was asked and how it ended. @returns the answers that were found, in the same order */
export async function keepQueries<Question extends object, Answer extends { status: string }>(
  told: Consulted<Question, Answer>[],
  { tx, emit }: Keeping,
  kind: CertificateQuery['kind'],
): Promise<Answer[]> {
  const answers = told.map(({ found }) => found as Answer);
  const rows = told.map(({ station, receivedAt, fact }, i) => ({
    stationId: station,
    kind,
    request: fact,
    status: (answers[i] as Answer).status,
    at: receivedAt,
  }));
  const kept = await add(
    tx,
    lastOfEach(rows, ({ stationId, request }) => [stationId, request]),
  );
  for (const { isNew, stationId, at, status } of kept)
    if (isNew)
      emit({ station: stationId, type: 'CertificateQueried', at, data: { certificateQuery: kind, status } });
  return answers;
}
