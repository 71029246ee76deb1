import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { StationEvent } from '../events/station-event.js';

@ObjectType({ implements: StationEvent, description: 'A payment was settled, or failed.' })
export class PaymentSettled extends StationEvent {
  @Field(() => ID, { nullable: true, description: 'The transaction it pays, as the station calls it.' })
  transactionId!: string | null;

  @Field({ description: 'The payment’s name at the payment provider.' })
  pspRef!: string;

  @Field({ description: 'Settled, Canceled, Rejected or Failed.' })
  status!: string;

  @Field(() => Float, { description: 'Amount, in the currency of the terminal.' })
  amount!: number;

  @Field(() => String, { nullable: true, description: 'Where the receipt is.' })
  receiptUrl!: string | null;
}

@ObjectType({ implements: StationEvent, description: 'A driver typed in a VAT number.' })
export class VatNumberQueried extends StationEvent {
  @Field(() => Int, { nullable: true, description: 'The EVSE; 0 for the station as a whole.' })
  evseId!: number | null;

  @Field({ description: 'The number.' })
  vatNumber!: string;

  @Field({ description: 'What the station was told: Accepted or Rejected.' })
  status!: string;
}
