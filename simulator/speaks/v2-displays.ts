import type {
  GetDisplayMessagesRequest,
  MessageInfoType,
  SetDisplayMessageResponse,
} from 'typed-ocpp/dist/ocpp21/types.js';
import { running } from '../requests.js';
import type { Station } from '../station.js';
import { asking, type Words2 } from './words.js';

const ask = asking<Words2>();

/** O01, O06: one of the same number is replaced. */
export function show(station: Station, message: MessageInfoType): SetDisplayMessageResponse {
  const { id, transactionId } = message;
  if (transactionId !== undefined && !running(station, transactionId))
    return { status: 'UnknownTransaction' };
  station.messages.set(id, message);
  return { status: 'Accepted' };
}

/** Those whose time and transaction are not over. */
const shown = (station: Station): MessageInfoType[] =>
  [...station.messages.values()].filter(
    ({ endDateTime, transactionId }) =>
      (endDateTime === undefined || Date.parse(endDateTime) > Date.now()) &&
      (transactionId === undefined || running(station, transactionId) !== undefined),
  );

/** O03, O04: what is asked for, and its report. */
export function listMessages(station: Station, is: GetDisplayMessagesRequest) {
  const messages = shown(station).filter(
    ({ id, priority, state }) =>
      (is.id?.includes(id) ?? true) &&
      (is.priority ?? priority) === priority &&
      (is.state === undefined || is.state === state),
  );
  if (messages.length === 0) return { answer: { status: 'Unknown' as const } };
  const report = ask(
    'NotifyDisplayMessages',
    () => ({ requestId: is.requestId, messageInfo: messages as [MessageInfoType, ...MessageInfoType[]] }),
    () => undefined,
  );
  return { answer: { status: 'Accepted' as const }, after: () => void station.ask(report) };
}
