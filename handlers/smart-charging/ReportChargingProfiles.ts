import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { numbered } from '../bounds.js';
import { placeOfEvse } from '../place.js';
import { keepProfileReports, type ProfileReport } from './charging-profiles.js';
import { profileFact } from './read-profile.js';

type Request = V201.ReportChargingProfilesRequest | V21.ReportChargingProfilesRequest;

/** A station lists charging profiles it holds, as GetChargingProfiles asked it to (K09). */
export default on<ProfileReport, null>({
  read: {
    v2: ({ requestId, evseId, chargingLimitSource, chargingProfile, tbc = false }: Request) => ({
      requestId: numbered(requestId),
      evseId: placeOfEvse(evseId, undefined).evseId,
      source: chargingLimitSource,
      profiles: (chargingProfile as Request['chargingProfile'][number][]).map(profileFact),
      complete: !tbc,
    }),
  },
  keep: keepProfileReports,
  answer: { v2: () => ({}) },
});
