import { stationLists } from '../stations/station-list.js';
import { Reservation, reservationList } from './reservation.js';

export const [ReservationResolver, StationReservationsResolver] = stationLists(reservationList, {
  name: 'reservations',
  description: 'Reservations, those that changed last first',
  row: Reservation,
  column: 'w.station_id',
});
