import { Field, ID, ObjectType } from 'type-graphql';
import { StationEvent } from '../events/station-event.js';

@ObjectType({ implements: StationEvent, description: 'A station reported messages it shows.' })
export class DisplayMessagesReported extends StationEvent {
  @Field(() => ID, { nullable: true, description: 'The requestId it answers.' })
  requestId!: string | null;

  @Field(() => [ID], { description: 'The numbers of the messages.' })
  messageIds!: string[];

  @Field({ description: 'Whether it is the last part of the report.' })
  complete!: boolean;
}
