import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import { on } from '../action.js';

interface Transfer {
  vendorId: string;
  messageId: string | null;
  data: unknown;
}

/** What a vendor wants told beside the standard; no vendor is known here, so it is noted and declined (P02.FR.06). */
export default on<Transfer, 'UnknownVendorId'>({
  read: {
    v16: ({ vendorId, messageId, data }: V16.DataTransferRequest) => transfer(vendorId, messageId, data),
    v2: ({ vendorId, messageId, data }: V201.DataTransferRequest) => transfer(vendorId, messageId, data),
  },
  keep: async (told, { emit }) =>
    told.map(({ station, receivedAt, fact }) => {
      const status = 'UnknownVendorId';
      emit({ station, type: 'DataTransferReceived', at: receivedAt, data: { ...fact, status } });
      return status;
    }),
  answer: {
    v16: (status): V16.DataTransferResponse => ({ status }),
    v2: (status): V201.DataTransferResponse => ({ status }),
  },
});

function transfer(vendorId: string, messageId: string | undefined, data: unknown): Transfer {
  return { vendorId, messageId: messageId || null, data: data ?? null };
}
