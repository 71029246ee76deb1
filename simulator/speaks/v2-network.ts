import { isProfile } from '../access.js';
import type { Commands, Words2 } from './words.js';

/** So many network profiles a station keeps. */
const slots = 3;

/** Another way to the CSMS, which counts from the boot after it got priority on (B09, A05). */
export const network2: Commands<Words2> = {
  SetNetworkProfile: ({ configurationSlot, connectionData: is }, { access }) => {
    const { ocppCsmsUrl: url, securityProfile: profile } = is;
    if (configurationSlot < 1 || configurationSlot > slots || !isProfile(profile))
      return { answer: { status: 'Rejected', statusInfo: { reasonCode: 'InvalidNetworkConf' } } };
    const way = { url, profile, password: is.basicAuthPassword ?? access.password };
    const obstacle = access.obstacle(way);
    if (obstacle)
      return {
        answer: {
          status: 'Rejected',
          statusInfo: { reasonCode: 'InvalidNetworkConf', additionalInfo: obstacle },
        },
      };
    access.slots.set(configurationSlot, way);
    return { answer: { status: 'Accepted' } };
  },
};
