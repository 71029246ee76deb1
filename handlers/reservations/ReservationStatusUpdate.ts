import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { keepReservationUpdates, type ReservationUpdate } from './reservations.js';

/** A reservation is over without a transaction: it expired, or the station gave it up (H02, H04). */
export default on<ReservationUpdate, null>({
  read: {
    v2: (is: V201.ReservationStatusUpdateRequest | V21.ReservationStatusUpdateRequest) => ({
      reservationId: String(is.reservationId),
      answer: is.reservationUpdateStatus,
    }),
  },
  keep: keepReservationUpdates,
  answer: { v2: () => ({}) },
});
