import { Field, ID, ObjectType } from 'type-graphql';
import { StationEvent } from '../events/station-event.js';

@ObjectType({ implements: StationEvent, description: 'A reservation is over or changed.' })
export class ReservationStatusChanged extends StationEvent {
  @Field(() => ID, { description: 'Its number at the station.' })
  reservationId!: string;

  @Field({ description: 'How it stands, in OCPP’s word: Expired, Removed, NoTransaction, …' })
  status!: string;
}
