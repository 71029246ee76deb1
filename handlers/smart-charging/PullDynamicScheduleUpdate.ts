import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { notEnabled } from '../status-info.js';
import { answerUpdates, type UpdateQuestion, type UpdateVerdict } from './dynamic-updates.js';

/** A station asks for the next values of a dynamic profile (K28). */
export default on<UpdateQuestion, UpdateVerdict>({
  read: {
    v21: ({ chargingProfileId }: V21.PullDynamicScheduleUpdateRequest) => ({
      profileId: String(chargingProfileId),
    }),
  },
  keep: answerUpdates,
  answer: {
    v21: (scheduleUpdate): V21.PullDynamicScheduleUpdateResponse =>
      scheduleUpdate
        ? { status: 'Accepted', scheduleUpdate }
        : { status: 'Rejected', statusInfo: notEnabled('no values are set for this profile') },
  },
});
