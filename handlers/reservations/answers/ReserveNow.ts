import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { short } from '../../bounds.js';
import { keepAnswers, type Reserved } from '../reservations.js';

/** The station holds an EVSE for somebody, or says why it does not (1.6 §5.13, 2.x H01). */
export default onAnswer<Reserved>({
  read: {
    v16: ({ status }: V16.ReserveNowResponse, is: V16.ReserveNowRequest) => ({
      reservationId: String(is.reservationId),
      // Connector 0: any of the station's.
      evseId: is.connectorId || null,
      connectorType: null,
      idToken: is.idTag,
      idTokenType: null,
      groupIdToken: is.parentIdTag ?? null,
      expiresAt: new Date(is.expiryDate),
      answer: short(status),
    }),
    v2: ({ status }: V2.ReserveNowResponse, is: V2.ReserveNowRequest) => ({
      reservationId: String(is.id),
      evseId: is.evseId ?? null,
      connectorType: is.connectorType ?? null,
      idToken: is.idToken.idToken,
      idTokenType: is.idToken.type,
      groupIdToken: is.groupIdToken?.idToken ?? null,
      expiresAt: new Date(is.expiryDateTime),
      answer: short(status),
    }),
  },
  keep: keepAnswers,
});
