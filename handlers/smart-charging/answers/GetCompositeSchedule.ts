import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import type { About } from '../../action.js';
import { onAnswer } from '../../answer.js';
import { type CompositeSchedule, keepCompositeSchedules } from '../composite-schedules.js';

/** The station tells the schedule it works out from its profiles (1.6 §5.7, 2.x K08). */
export default onAnswer<CompositeSchedule>({
  read: {
    v16: (
      { status, scheduleStart, chargingSchedule: is }: V16.GetCompositeScheduleResponse,
      { connectorId, duration }: V16.GetCompositeScheduleRequest,
      about: About,
    ) => ({
      evseId: connectorId,
      status,
      startsAt: begin(scheduleStart ?? is?.startSchedule, about),
      durationSeconds: is?.duration ?? duration,
      rateUnit: is?.chargingRateUnit ?? null,
      periods: is?.chargingSchedulePeriod ?? [],
    }),
    v2: (
      { status, schedule: is }: V2.GetCompositeScheduleResponse,
      { evseId, duration }: V2.GetCompositeScheduleRequest,
      about: About,
    ) => ({
      evseId,
      status,
      startsAt: begin(is?.scheduleStart, about),
      durationSeconds: is?.duration ?? duration,
      rateUnit: is?.chargingRateUnit ?? null,
      periods: is?.chargingSchedulePeriod ?? [],
    }),
  },
  keep: keepCompositeSchedules,
});

/** A station that names no begin means now. */
const begin = (text: string | undefined, { receivedAt }: About): Date =>
  Number.isNaN(Date.parse(text ?? '')) ? receivedAt : new Date(text as string);
