import { Field, ID, ObjectType } from 'type-graphql';
import { LongRequestState } from '../commands/long-request.js';
import { StationEvent } from '../events/station-event.js';
import { FirmwareKind } from './firmware-status.js';

@ObjectType({ implements: StationEvent, description: 'A station came a step further with firmware.' })
export class FirmwareStatusChanged extends StationEvent {
  @Field(() => FirmwareKind, { description: 'What it does with the firmware.' })
  firmwareKind!: FirmwareKind;

  @Field(() => ID, {
    nullable: true,
    description: 'The requestId of the request it belongs to; null where the station names none.',
  })
  requestId!: string | null;

  @Field({ description: 'The step, in OCPP’s word: Downloading, Downloaded, Installing, Installed, …' })
  status!: string;

  @Field(() => String, { nullable: true, description: 'Why, as a code (OCPP 2.1).' })
  reasonCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Why, in the station’s words (OCPP 2.1).' })
  info!: string | null;

  @Field(() => [String], { nullable: true, description: 'URLs at which a published image can be fetched.' })
  locations!: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The update it is a step of; null when it is none of ours.',
  })
  updateId!: string | null;
}

@ObjectType({
  implements: StationEvent,
  description: 'An update of firmware stands otherwise than before.',
})
export class FirmwareUpdateChanged extends StationEvent {
  @Field(() => ID, { description: 'The update.' })
  updateId!: string;

  @Field(() => ID, { nullable: true, description: 'Its requestId on the wire.' })
  requestId!: string | null;

  @Field(() => LongRequestState, { description: 'How far it is.' })
  state!: LongRequestState;

  @Field(() => String, { nullable: true, description: 'Its newest step, in OCPP’s word.' })
  status!: string | null;
}
