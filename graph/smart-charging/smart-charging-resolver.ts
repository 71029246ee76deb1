import { stationLists } from '../stations/station-list.js';
import { ChargingProfile, chargingProfileList } from './charging-profile.js';
import { EVChargingNeeds, evChargingNeedsList } from './ev-charging-needs.js';
import { EVChargingSchedule, evChargingScheduleList } from './ev-charging-schedule.js';
import { ExternalChargingLimit, externalChargingLimitList } from './external-charging-limit.js';

export const [ChargingProfileResolver, StationChargingProfilesResolver] = stationLists(chargingProfileList, {
  name: 'chargingProfiles',
  description: 'Charging profiles that stations hold, as they last reported them',
  row: ChargingProfile,
  column: 'p.station_id',
});

export const [ExternalChargingLimitResolver, StationExternalChargingLimitsResolver] = stationLists(
  externalChargingLimitList,
  {
    name: 'externalChargingLimits',
    description: 'Limits that others set, the newest first',
    row: ExternalChargingLimit,
    column: 'x.station_id',
  },
);

export const [EVChargingNeedsResolver, StationEvChargingNeedsResolver] = stationLists(evChargingNeedsList, {
  name: 'evChargingNeeds',
  description: 'What vehicles said they need, newest first',
  row: EVChargingNeeds,
  column: 'k.station_id',
});

export const [EVChargingScheduleResolver, StationEvChargingSchedulesResolver] = stationLists(
  evChargingScheduleList,
  {
    name: 'evChargingSchedules',
    description: 'How vehicles plan to charge, newest first',
    row: EVChargingSchedule,
    column: 'z.station_id',
  },
);
