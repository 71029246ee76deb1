import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { numbered } from '../bounds.js';
import { type DisplayMessage, type DisplayReport, keepDisplayReports } from './display-messages.js';

type Request = V201.NotifyDisplayMessagesRequest | V21.NotifyDisplayMessagesRequest;
type Info = NonNullable<Request['messageInfo']>[number];

/** A station lists the messages it shows, as GetDisplayMessages asked it to (O03). */
export default on<DisplayReport, null>({
  read: {
    v2: ({ requestId, messageInfo = [], tbc = false }: Request) => ({
      requestId: numbered(requestId),
      messages: (messageInfo as Info[]).map(message),
      complete: !tbc,
    }),
  },
  keep: keepDisplayReports,
  answer: { v2: () => ({}) },
});

function message(is: Info): DisplayMessage {
  return {
    messageId: String(is.id),
    priority: is.priority,
    state: is.state ?? null,
    startsAt: is.startDateTime ? new Date(is.startDateTime) : null,
    endsAt: is.endDateTime ? new Date(is.endDateTime) : null,
    transactionId: is.transactionId ?? null,
    format: is.message.format,
    language: is.message.language ?? null,
    content: is.message.content,
    furtherContents: 'messageExtra' in is ? (is.messageExtra ?? null) : null,
    display: is.display ?? null,
  };
}
