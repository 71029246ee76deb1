import { short } from '../bounds.js';
import type { Transfer } from './data-transfers.js';

export const transfer = (vendorId: string, messageId: string | undefined, data: unknown): Transfer => ({
  vendorId: short(vendorId),
  messageId: messageId ? short(messageId) : null,
  data: data ?? null,
});
