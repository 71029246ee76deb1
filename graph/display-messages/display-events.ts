import { Field, ID, ObjectType } from 'type-graphql';
import { StationEvent } from '../events/station-event.js';
import { DisplayMessageStatus } from './display-message.js';

@ObjectType({ implements: StationEvent, description: 'A station reported messages it shows.' })
export class DisplayMessagesReported extends StationEvent {
  @Field(() => ID, { nullable: true, description: 'The requestId it answers.' })
  requestId!: string | null;

  @Field(() => [ID], { description: 'The numbers of the messages.' })
  messageIds!: string[];

  @Field({ description: 'Whether it is the last part of the report.' })
  complete!: boolean;
}

@ObjectType({
  implements: StationEvent,
  description: 'A station took or refused a message to show, or shows it no more.',
})
export class DisplayMessageChanged extends StationEvent {
  @Field(() => ID, { description: 'Its number at the station.' })
  messageId!: string;

  @Field(() => DisplayMessageStatus, { name: 'messageStatus', description: 'How it stands.' })
  status!: DisplayMessageStatus;

  @Field(() => String, { nullable: true, description: 'The station’s word, where it was given the message.' })
  answer!: string | null;
}
