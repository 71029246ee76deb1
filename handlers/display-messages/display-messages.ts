import type { Keeping, Told } from '../action.js';
import { insertion, lastOfEach, orChange, type Target } from '../insertion.js';

export interface DisplayMessage {
  messageId: string;
  priority: string;
  state: string | null;
  startsAt: Date | null;
  endsAt: Date | null;
  transactionId: string | null;
  format: string;
  language: string | null;
  content: string;
  furtherContents: object[] | null;
  display: object | null;
}

/** A part of what a station answers to GetDisplayMessages. */
export interface DisplayReport {
  requestId: string | null;
  messages: DisplayMessage[];
  /** Whether it is the last part. */
  complete: boolean;
}

interface Row extends DisplayMessage {
  stationId: string;
  requestId: string | null;
  reportedAt: Date;
}

const target: Target<Row> = {
  table: 'display_message',
  columns: {
    stationId: 'text',
    messageId: 'bigint',
    priority: 'text',
    state: 'text',
    startsAt: 'timestamptz',
    endsAt: 'timestamptz',
    transactionId: 'text',
    format: 'text',
    language: 'text',
    content: 'text',
    furtherContents: 'jsonb',
    display: 'jsonb',
    requestId: 'bigint',
    reportedAt: 'timestamptz',
  },
};
const write = insertion(target, orChange(target, ['stationId', 'messageId'], ['reportedAt']));

/** Keeps what stations show, as they report it. */
export async function keepDisplayReports(
  told: Told<DisplayReport>[],
  { tx, emit }: Keeping,
): Promise<null[]> {
  const rows = told.flatMap(({ station, receivedAt, fact: { requestId, messages } }) =>
    messages.map((message) => ({ ...message, stationId: station, requestId, reportedAt: receivedAt })),
  );
  const news = await write(
    tx,
    lastOfEach(rows, ({ stationId, messageId }) => [stationId, messageId]),
  );
  const changed = new Set(news.map(({ stationId }) => stationId));
  for (const { station, receivedAt, fact } of told) {
    const { requestId, messages, complete } = fact;
    if (messages.length > 0 && !changed.has(station)) continue;
    const messageIds = messages.map(({ messageId }) => messageId);
    emit({
      station,
      type: 'DisplayMessagesReported',
      at: receivedAt,
      data: { requestId, messageIds, complete },
    });
  }
  return told.map(() => null);
}
