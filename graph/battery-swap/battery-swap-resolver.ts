import { stationLists } from '../stations/station-list.js';
import { BatterySwap, batterySwapList } from './battery-swap.js';

export const [BatterySwapResolver, StationBatterySwapsResolver] = stationLists(batterySwapList, {
  name: 'batterySwaps',
  description: 'Batteries that drivers brought and took, newest first',
  row: BatterySwap,
  column: 'b.station_id',
});
