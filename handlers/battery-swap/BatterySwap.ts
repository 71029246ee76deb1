import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { short } from '../bounds.js';
import { type BatterySwap, keepBatterySwaps } from './battery-swaps.js';

/** A driver put empty batteries into the station or took full ones out, or did not take them (S). */
export default on<BatterySwap, null>({
  read: {
    v21: ({ requestId, eventType, idToken, batteryData }: V21.BatterySwapRequest) => ({
      requestId: String(requestId),
      eventType,
      idToken: short(idToken.idToken),
      batteries: batteryData,
    }),
  },
  keep: keepBatterySwaps,
  answer: { v21: () => ({}) },
});
