import { GraphQLSafeInt } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { LongRequestState } from '../commands/long-request.js';
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

  @Field(() => ID, {
    nullable: true,
    description: 'The request it is a step of; null when it is none of ours.',
  })
  logRequestId!: string | null;
}

@ObjectType({ implements: StationEvent, description: 'A request for a log stands otherwise than before.' })
export class LogRequestChanged extends StationEvent {
  @Field(() => ID, { description: 'The request.' })
  logRequestId!: string;

  @Field(() => ID, { nullable: true, description: 'Its requestId on the wire.' })
  requestId!: string | null;

  @Field(() => LongRequestState, { description: 'How far it is.' })
  state!: LongRequestState;

  @Field(() => String, { nullable: true, description: 'Its newest step, in OCPP’s word.' })
  status!: string | null;
}

@ObjectType({ implements: StationEvent, description: 'A file that was asked for came in whole.' })
export class FileUploaded extends StationEvent {
  @Field(() => ID, { description: 'The upload.' })
  uploadId!: string;

  @Field(() => ID, { nullable: true, description: 'The request it answers.' })
  logRequestId!: string | null;

  @Field({ description: 'Its name.' })
  fileName!: string;

  @Field(() => GraphQLSafeInt, { description: 'Its size in bytes.' })
  sizeBytes!: number;
}
