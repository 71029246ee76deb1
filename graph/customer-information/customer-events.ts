import { Field, ID, Int, ObjectType } from 'type-graphql';
import { StationEvent } from '../events/station-event.js';

@ObjectType({
  implements: StationEvent,
  description: 'A station reported what it holds about a customer, or a part of it.',
})
export class CustomerInformationReported extends StationEvent {
  @Field(() => ID, { nullable: true, description: 'The requestId it answers.' })
  requestId!: string | null;

  @Field(() => Int, { description: 'Number of the part, from 0.' })
  seqNo!: number;

  @Field({ description: 'The part.' })
  information!: string;

  @Field({ description: 'Whether it is the last part.' })
  complete!: boolean;
}
