import { Field, ID, ObjectType } from 'type-graphql';
import { StationEvent } from '../events/station-event.js';
import { ReservationCanceller, ReservationStatus } from './reservation.js';

@ObjectType({ implements: StationEvent, description: 'A reservation is over or changed.' })
export class ReservationStatusChanged extends StationEvent {
  @Field(() => ID, { description: 'Its number at the station.' })
  reservationId!: string;

  @Field(() => ReservationStatus, { description: 'How it stands.' })
  status!: ReservationStatus;

  @Field(() => String, { nullable: true, description: 'What the station said last of it.' })
  answer!: string | null;

  @Field(() => ReservationCanceller, { nullable: true, description: 'Who or what cancelled it.' })
  cancelledBy!: ReservationCanceller | null;

  @Field(() => ID, {
    nullable: true,
    name: 'transactionRef',
    description: 'Number here of the transaction that used it.',
  })
  transaction!: string | null;
}
