import { stationLists } from '../stations/station-list.js';
import { DataTransfer, dataTransferList } from './data-transfer.js';

export const [DataTransferResolver, StationDataTransfersResolver] = stationLists(dataTransferList, {
  name: 'dataTransfers',
  description: 'Messages of vendors that were said, newest first',
  row: DataTransfer,
  column: 'x.station_id',
});
