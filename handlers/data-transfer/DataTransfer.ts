import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import { on } from '../action.js';
import { receive, type Transfer, type TransferStatus } from './data-transfers.js';
import { transfer } from './transfer.js';

/** What a vendor wants told beside the standard: taken where the message is known and fits its schema (P02). */
export default on<Transfer, TransferStatus>({
  read: {
    v16: ({ vendorId, messageId, data }: V16.DataTransferRequest) => transfer(vendorId, messageId, data),
    v2: ({ vendorId, messageId, data }: V201.DataTransferRequest) => transfer(vendorId, messageId, data),
  },
  keep: receive,
  answer: {
    v16: (status): V16.DataTransferResponse => ({ status }),
    v2: (status): V201.DataTransferResponse => ({ status }),
  },
});
