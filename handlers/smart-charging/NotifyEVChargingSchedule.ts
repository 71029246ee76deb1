import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { numbered } from '../bounds.js';
import { placeOfEvse } from '../place.js';
import { type EvSchedule, keepEvSchedules, type PlanVerdict } from './ev-charging-schedules.js';

type Request = V201.NotifyEVChargingScheduleRequest | V21.NotifyEVChargingScheduleRequest;

/** A vehicle says how it will charge; if it means to take more than it may, it gets another schedule (K16, K17). */
export default on<EvSchedule, PlanVerdict>({
  read: {
    v2: (is: Request) => ({
      evseId: placeOfEvse(is.evseId, undefined).evseId,
      timeBase: new Date(is.timeBase),
      schedule: is.chargingSchedule,
      selectedScheduleId: 'selectedChargingScheduleId' in is ? numbered(is.selectedChargingScheduleId) : null,
      powerToleranceAccepted: 'powerToleranceAcceptance' in is ? (is.powerToleranceAcceptance ?? null) : null,
    }),
  },
  keep: keepEvSchedules,
  answer: { v2: (status): V201.NotifyEVChargingScheduleResponse => ({ status }) },
});
