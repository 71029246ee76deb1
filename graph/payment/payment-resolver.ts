import { stationLists } from '../stations/station-list.js';
import { Settlement, settlementList } from './settlement.js';
import { VatNumberQuery, vatNumberQueryList } from './vat-number-query.js';

export const [SettlementResolver, StationSettlementsResolver] = stationLists(settlementList, {
  name: 'settlements',
  description: 'What became of payments at terminals, newest first',
  row: Settlement,
  column: 'y.station_id',
});

export const [VatNumberQueryResolver, StationVatNumberQueriesResolver] = stationLists(vatNumberQueryList, {
  name: 'vatNumberQueries',
  description: 'VAT numbers that drivers typed in, newest first',
  row: VatNumberQuery,
  column: 'u.station_id',
});
