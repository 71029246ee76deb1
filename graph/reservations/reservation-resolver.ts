import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../server/context.js';
import { stationLists } from '../stations/station-list.js';
import { byTransactionRef, Transaction, transactionNoun } from '../transactions/transaction.js';
import { Reservation, reservationList } from './reservation.js';

export const [ReservationResolver, StationReservationsResolver] = stationLists(reservationList, {
  name: 'reservations',
  description: 'Reservations, those that changed last first',
  row: Reservation,
  column: 'w.station_id',
});

@Resolver(() => Reservation)
export class ReservationTransactionResolver {
  @FieldResolver(() => Transaction, { nullable: true, description: 'The transaction that used it.' })
  transaction(
    @Root() { transactionRef }: Reservation,
    @Ctx() { load }: Context,
  ): Promise<Transaction | null> {
    return load.one(transactionNoun, byTransactionRef, transactionRef);
  }
}
