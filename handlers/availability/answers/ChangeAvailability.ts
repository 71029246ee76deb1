import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { type Asked, keepAvailability } from '../operational.js';

/** The station takes something in or out of service, at once or when nothing charges there any more (1.6 §5.2, 2.x G03, G04). */
export default onAnswer<Asked>({
  read: {
    v16: (
      { status }: V16.ChangeAvailabilityResponse,
      { connectorId, type }: V16.ChangeAvailabilityRequest,
    ) => ({
      evseId: connectorId,
      connectorId: 0,
      asked: type === 'Operative' ? 'OPERATIVE' : 'INOPERATIVE',
      answer: status,
      cascades: connectorId === 0,
    }),
    v2: (
      { status }: V2.ChangeAvailabilityResponse,
      { evse, operationalStatus }: V2.ChangeAvailabilityRequest,
    ) => ({
      evseId: evse?.id ?? 0,
      connectorId: evse?.connectorId ?? 0,
      asked: operationalStatus === 'Operative' ? 'OPERATIVE' : 'INOPERATIVE',
      answer: status,
      cascades: false,
    }),
  },
  keep: keepAvailability,
});
