import type { Keeping, Told } from '../action.js';
import { insertion, lastOfEach, orChange, type Target, wordsOf } from '../insertion.js';
import { endUnreported } from './message-ends.js';

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
  status: 'ACTIVE' | 'REJECTED';
  endedAt: null;
  reportedAt: Date;
}

interface Reported extends Row {
  requestId: string | null;
}

const shared = {
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
  status: 'text',
  endedAt: 'timestamptz',
  reportedAt: 'timestamptz',
} as const;

const target: Target<Reported> = {
  table: 'display_message',
  columns: { ...shared, requestId: 'bigint' },
};
const report = insertion(target, orChange(target, ['stationId', 'messageId'], ['reportedAt']));

/** Keeps what stations show, as they report it. */
export async function keepDisplayReports(told: Told<DisplayReport>[], keeping: Keeping): Promise<null[]> {
  const { tx, emit } = keeping;
  const rows = told.flatMap(({ station, receivedAt, fact: { requestId, messages } }) =>
    messages.map(
      (message): Reported => ({
        ...message,
        ...{ stationId: station, requestId, reportedAt: receivedAt, status: 'ACTIVE', endedAt: null },
      }),
    ),
  );
  const news = await report(
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
  const whole = told.flatMap(({ station, receivedAt: at, fact: { requestId, complete } }) =>
    complete && requestId !== null ? [{ station, requestId, at }] : [],
  );
  await endUnreported(whole, keeping);
  return told.map(() => null);
}

/** A message and the station's word to it. */
export interface AnsweredMessage extends DisplayMessage {
  answer: string;
}

interface Answered extends Row {
  answer: string;
  setAt: Date | null;
}

const answered: Target<Answered> = {
  table: 'display_message',
  columns: { ...shared, answer: 'text', setAt: 'timestamptz' },
};
const overwritten = wordsOf(answered).names;

/** One that the station shows stays where its replacement is refused; only the word to it is kept. */
const write = insertion(
  answered,
  `on conflict (station_id, message_id) do update set (${overwritten}) = row(${overwritten
    .split(', ')
    .map((name) =>
      name === 'answer'
        ? 'excluded.answer'
        : `case when excluded.status = 'ACTIVE' or kept.status <> 'ACTIVE' then excluded.${name} else kept.${name} end`,
    )
    .join(', ')})`,
);

/** Keeps what stations answer to the messages they are given. */
export async function keepAnswers(told: Told<AnsweredMessage>[], { tx, emit }: Keeping): Promise<void> {
  const rows = told.map(({ station, receivedAt, fact }): Answered => {
    const taken = fact.answer === 'Accepted';
    return {
      ...fact,
      ...{ stationId: station, status: taken ? 'ACTIVE' : 'REJECTED', endedAt: null },
      ...{ setAt: taken ? receivedAt : null, reportedAt: receivedAt },
    };
  });
  const kept = await write(
    tx,
    lastOfEach(rows, ({ stationId, messageId }) => [stationId, messageId]),
  );
  for (const { stationId, messageId, status, answer } of kept)
    emit({
      station: stationId,
      type: 'DisplayMessageChanged',
      at: new Date(),
      data: { messageId, status, answer },
    });
}
