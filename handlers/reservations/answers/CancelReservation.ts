import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { type Cancellation, keepCancellations } from '../reservation-changes.js';

const read = (
  { status }: V16.CancelReservationResponse | V2.CancelReservationResponse,
  { reservationId }: V16.CancelReservationRequest | V2.CancelReservationRequest,
): Cancellation => ({ reservationId: String(reservationId), accepted: status === 'Accepted' });

/** The station gave a reservation up; Rejected says that it has none of this number (1.6 §5.1, 2.x H02). */
export default onAnswer<Cancellation>({ read: { v16: read, v2: read }, keep: keepCancellations });
