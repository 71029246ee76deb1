import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { placeOfEvse } from '../../place.js';
import { keepTakenProfiles, type TakenProfile } from '../charging-profiles.js';
import { profileFact } from '../read-profile.js';

const ofNoStart = { remoteStartId: null, idToken: null };

/** The station took a charging profile, or did not (1.6 §5.16, 2.x K01). */
export default onAnswer<TakenProfile | null>({
  read: {
    v16: ({ status }: V16.SetChargingProfileResponse, request: V16.SetChargingProfileRequest) =>
      status === 'Accepted'
        ? { ...profileFact(request.csChargingProfiles), evseId: request.connectorId, ...ofNoStart }
        : null,
    v2: ({ status }: V2.SetChargingProfileResponse, request: V2.SetChargingProfileRequest) =>
      status === 'Accepted'
        ? {
            ...profileFact(request.chargingProfile),
            evseId: placeOfEvse(request.evseId, undefined).evseId,
            ...ofNoStart,
          }
        : null,
  },
  keep: keepTakenProfiles,
});
