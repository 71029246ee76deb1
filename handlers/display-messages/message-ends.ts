import { columns } from '../../platform/database/columns.js';
import type { Keeping, Told } from '../action.js';

type End = 'CLEARED' | 'NOT_REPORTED' | 'TRANSACTION_ENDED';

interface Ended {
  station: string;
  messageId: string;
  at: Date;
}

const returned = 'returning m.station_id as station, m.message_id as "messageId", m.ended_at as at';

function tell(ended: Ended[], status: End, { emit }: Keeping): void {
  for (const { station, messageId, at } of ended)
    emit({ station, type: 'DisplayMessageChanged', at, data: { messageId, status, answer: null } });
}

/** A message is gone as we asked, or was gone already: Unknown (O05). */
export async function endCleared(told: Told<string | null>[], keeping: Keeping): Promise<void> {
  const rows = told.flatMap(({ station, receivedAt: at, fact: messageId }) =>
    messageId === null ? [] : [{ station, messageId, at }],
  );
  const { rows: ended } = await keeping.tx.query<Ended>({
    name: 'clear display messages',
    text: `update display_message m set status = 'CLEARED', ended_at = told.at
           from unnest($1::text[], $2::bigint[], $3::timestamptz[]) as told (station_id, message_id, at)
           where (m.station_id, m.message_id) = (told.station_id, told.message_id) and m.status = 'ACTIVE'
             and m.reported_at <= told.at ${returned}`,
    values: columns(rows, ['station', 'messageId', 'at']),
  });
  tell(ended, 'CLEARED', keeping);
}

/** A report that is complete, or one that says that there is nothing. */
export interface WholeReport {
  station: string;
  requestId: string;
  at: Date;
}

/** What a station was asked for and did not report, it shows no more (O03, O04). */
export async function endUnreported(reports: WholeReport[], keeping: Keeping): Promise<void> {
  if (reports.length === 0) return;
  const { rows: ended } = await keeping.tx.query<Ended>({
    name: 'end unreported display messages',
    text: `with asked as (
             select told.station_id, told.request_id, told.at, c.asked_at, c.payload
             from unnest($1::text[], $2::bigint[], $3::timestamptz[]) as told (station_id, request_id, at)
             cross join lateral (
               select payload, coalesce(sent_at, created_at) as asked_at from command
               where station_id = told.station_id and action = 'GetDisplayMessages'
                 and payload ->> 'requestId' = told.request_id::text
               order by created_at desc limit 1
             ) c
           )
           update display_message m set status = 'NOT_REPORTED', ended_at = asked.at from asked
           where m.station_id = asked.station_id and m.status = 'ACTIVE' and m.request_id is distinct from asked.request_id
             and m.reported_at < asked.asked_at
             and (not asked.payload ? 'id' or asked.payload -> 'id' @> to_jsonb(m.message_id))
             and m.priority = coalesce(asked.payload ->> 'priority', m.priority)
             and (not asked.payload ? 'state' or m.state = asked.payload ->> 'state') ${returned}`,
    values: columns(reports, ['station', 'requestId', 'at']),
  });
  tell(ended, 'NOT_REPORTED', keeping);
}

/** A message for one transaction goes with it (O06, O10). */
export async function endWithTransactions(
  over: { station: string; transactionId: string | null; at: Date }[],
  keeping: Keeping,
): Promise<void> {
  const { rows: ended } = await keeping.tx.query<Ended>({
    name: 'end display messages with their transactions',
    text: `update display_message m set status = 'TRANSACTION_ENDED', ended_at = told.at
           from unnest($1::text[], $2::text[], $3::timestamptz[]) as told (station_id, transaction_id, at)
           where (m.station_id, m.transaction_id) = (told.station_id, told.transaction_id) and m.status = 'ACTIVE' ${returned}`,
    values: columns(over, ['station', 'transactionId', 'at']),
  });
  tell(ended, 'TRANSACTION_ENDED', keeping);
}
