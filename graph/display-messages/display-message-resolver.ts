import { stationLists } from '../stations/station-list.js';
import { DisplayMessage, displayMessageList } from './display-message.js';

export const [DisplayMessageResolver, StationDisplayMessagesResolver] = stationLists(displayMessageList, {
  name: 'displayMessages',
  description: 'Messages that stations show, as they last reported them',
  row: DisplayMessage,
  column: 'p.station_id',
});
