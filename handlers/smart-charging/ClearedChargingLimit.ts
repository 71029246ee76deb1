import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { placeOfEvse } from '../place.js';
import { clearExternalLimits, type LimitPlace } from './external-limits.js';

type Request = V201.ClearedChargingLimitRequest | V21.ClearedChargingLimitRequest;

/** A limit that somebody other than us had set no longer holds (K13). */
export default on<LimitPlace, null>({
  read: {
    v2: ({ evseId = 0, chargingLimitSource }: Request) => ({
      evseId: placeOfEvse(evseId, undefined).evseId,
      source: chargingLimitSource,
    }),
  },
  keep: clearExternalLimits,
  answer: { v2: () => ({}) },
});
