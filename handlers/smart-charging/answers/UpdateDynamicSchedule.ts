import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { type DynamicValue, keepDynamicValues } from '../dynamic-updates.js';

/** The station took new values of a dynamic profile: it gets the same when it asks for them (K28, K29). */
export default onAnswer<DynamicValue | null>({
  read: {
    v21: (
      { status }: V21.UpdateDynamicScheduleResponse,
      { chargingProfileId, scheduleUpdate }: V21.UpdateDynamicScheduleRequest,
    ) => (status === 'Accepted' ? { profileId: String(chargingProfileId), update: scheduleUpdate } : null),
  },
  keep: keepDynamicValues,
});
