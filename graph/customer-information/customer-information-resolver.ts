import { stationLists } from '../stations/station-list.js';
import { CustomerInformation, customerInformationList } from './customer-information.js';

export const [CustomerInformationResolver, StationCustomerInformationResolver] = stationLists(
  customerInformationList,
  {
    name: 'customerInformation',
    description: 'What stations hold about customers, joined from their reports',
    row: CustomerInformation,
    column: 'i.station_id',
  },
);
