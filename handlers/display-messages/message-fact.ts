import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import type { DisplayMessage } from './display-messages.js';

/** A message in the words of 2.0.1 or 2.1. */
export const messageFact = (is: V201.MessageInfoType | V21.MessageInfoType): DisplayMessage => ({
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
});
