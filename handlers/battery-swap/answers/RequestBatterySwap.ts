import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { keepSwapRequests, type SwapRequest } from '../swap-requests.js';

/** The station gives a driver batteries, or does not (2.1 S03). */
export default onAnswer<SwapRequest>({
  read: {
    v21: (
      { status }: V21.RequestBatterySwapResponse,
      { requestId, idToken }: V21.RequestBatterySwapRequest,
    ) => ({ requestId: String(requestId), idToken: idToken.idToken, answer: status }),
  },
  keep: keepSwapRequests,
});
