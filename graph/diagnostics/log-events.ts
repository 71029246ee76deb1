import { Field, ID, ObjectType } from 'type-graphql';
import { StationEvent } from '../events/station-event.js';
import { LogKind } from './log-status.js';

@ObjectType({
  implements: StationEvent,
  description: 'A station came a step further with the upload of a log.',
})
export class LogStatusChanged extends StationEvent {
  @Field(() => LogKind, { description: 'Which way it was asked.' })
  logKind!: LogKind;

  @Field(() => ID, {
    nullable: true,
    description: 'The requestId of the request it belongs to; null where the station names none.',
  })
  requestId!: string | null;

  @Field({ description: 'The step, in OCPP’s word: Uploading, Uploaded, UploadFailure, …' })
  status!: string;

  @Field(() => String, { nullable: true, description: 'Why, as a code (OCPP 2.1).' })
  reasonCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Why, in the station’s words (OCPP 2.1).' })
  info!: string | null;
}
