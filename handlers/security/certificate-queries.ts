import type { Keeping, Told } from '../action.js';
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

/** Asks for each, and keeps what was asked and how it ended. @returns the answers, in the same order */
export async function answerQueries<Question extends object, Answer extends { status: string }>(
  told: Told<Question>[],
  { tx, emit }: Keeping,
  { kind, ask }: { kind: CertificateQuery['kind']; ask: (question: Question) => Promise<Answer> },
): Promise<Answer[]> {
  const answers = await Promise.all(told.map(({ fact }) => ask(fact)));
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
