import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { timeOf } from '../clock.js';
import { placeOfEvse } from '../place.js';
import { type ChargingNeeds, keepChargingNeeds, type NeedsVerdict } from './ev-charging-needs.js';

type Request = V201.NotifyEVChargingNeedsRequest | V21.NotifyEVChargingNeedsRequest;

/** A vehicle says what it needs, and asks for a schedule: it gets one within what station and EVSE may give (K15 to K17). */
export default on<ChargingNeeds, NeedsVerdict>({
  read: {
    v2: (is: Request, { receivedAt }) => ({
      evseId: placeOfEvse(is.evseId, undefined).evseId,
      energyTransfer: is.chargingNeeds.requestedEnergyTransfer,
      energyWh: energyOf(is.chargingNeeds),
      departureAt: is.chargingNeeds.departureTime ? new Date(is.chargingNeeds.departureTime) : null,
      maxScheduleTuples: is.maxScheduleTuples ?? null,
      needs: is.chargingNeeds,
      at: timeOf('timestamp' in is ? is.timestamp : undefined, receivedAt),
    }),
  },
  keep: keepChargingNeeds,
  answer: { v2: (status): V201.NotifyEVChargingNeedsResponse => ({ status }) },
});

/** Wh, by whichever parameters the kind of charging has. */
function energyOf(needs: Request['chargingNeeds']): number | null {
  const v2x = 'v2xChargingParameters' in needs ? needs.v2xChargingParameters : undefined;
  return (
    needs.acChargingParameters?.energyAmount ??
    needs.dcChargingParameters?.energyAmount ??
    v2x?.evTargetEnergyRequest ??
    null
  );
}
