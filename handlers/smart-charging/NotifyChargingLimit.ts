import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { placeOfEvse } from '../place.js';
import { type ExternalLimit, keepExternalLimits } from './external-limits.js';

type Request = V201.NotifyChargingLimitRequest | V21.NotifyChargingLimitRequest;

/** Somebody other than us limits a station: its energy management, the grid operator (K12, K13). */
export default on<ExternalLimit, null>({
  read: {
    v2: ({ evseId = 0, chargingLimit: is, chargingSchedule }: Request) => ({
      evseId: placeOfEvse(evseId, undefined).evseId,
      source: is.chargingLimitSource,
      gridCritical: is.isGridCritical ?? null,
      localGeneration: 'isLocalGeneration' in is ? (is.isLocalGeneration ?? null) : null,
      schedules: chargingSchedule ?? null,
    }),
  },
  keep: keepExternalLimits,
  answer: { v2: () => ({}) },
});
