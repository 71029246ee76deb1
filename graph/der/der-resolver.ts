import { stationLists } from '../stations/station-list.js';
import { DERAlarm, derAlarmList } from './der-alarm.js';
import { DERControl, derControlList } from './der-control.js';

export const [DERAlarmResolver, StationDerAlarmsResolver] = stationLists(derAlarmList, {
  name: 'derAlarms',
  description: 'What was wrong with the grid, newest first',
  row: DERAlarm,
  column: 'a.station_id',
});

export const [DERControlResolver, StationDerControlsResolver] = stationLists(derControlList, {
  name: 'derControls',
  description: 'Controls of stations towards the grid',
  row: DERControl,
  column: 'd.station_id',
});
