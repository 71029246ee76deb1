import { Field, ID, ObjectType } from 'type-graphql';
import { OcppVersion, RegistrationStatus } from '../stations/words.js';
import { StationEvent } from './station-event.js';

@ObjectType({ implements: StationEvent, description: 'A connection opened.' })
export class StationConnected extends StationEvent {
  @Field(() => OcppVersion, { description: 'The OCPP version that was agreed.' })
  ocppVersion!: OcppVersion;

  @Field(() => String, { nullable: true, description: 'Network address of the station.' })
  remoteAddress!: string | null;

  @Field(() => ID, { description: 'Number of the connection.' })
  epoch!: string;
}

@ObjectType({ implements: StationEvent, description: 'A connection ended.' })
export class StationDisconnected extends StationEvent {
  @Field({ description: 'Why, in words.' })
  reason!: string;

  @Field(() => ID, { description: 'Number of the connection.' })
  epoch!: string;
}

@ObjectType({ implements: StationEvent, description: 'A connection was turned away.' })
export class HandshakeRefused extends StationEvent {
  @Field(() => ID, {
    nullable: true,
    name: 'refusalId',
    description: 'Its number here; null where an older event lacks it.',
  })
  refusal!: string | null;

  @Field({ description: 'Why, in words.' })
  reason!: string;

  @Field({ description: 'Path of the URL it came to.' })
  path!: string;
}

@ObjectType({ implements: StationEvent, description: 'BootNotification came in.' })
export class StationBooted extends StationEvent {
  @Field({ description: 'Vendor.' })
  vendor!: string;

  @Field({ description: 'Model.' })
  model!: string;

  @Field(() => String, { nullable: true, description: 'Serial number.' })
  serialNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Firmware version.' })
  firmwareVersion!: string | null;

  @Field(() => String, {
    nullable: true,
    name: 'bootReason',
    description: 'Why it booted, in its own word (OCPP 2.x).',
  })
  reason!: string | null;

  @Field(() => RegistrationStatus, { description: 'What it was told.' })
  registrationStatus!: RegistrationStatus;
}

@ObjectType({
  implements: StationEvent,
  description: 'Somebody edited a station or its location, over the API or in Directus.',
})
export class StationEdited extends StationEvent {
  @Field({ description: 'UPDATED or DELETED.' })
  change!: string;

  @Field(() => [String], {
    description: 'What was edited, as columns: `registration_status` for one; `location`: its place itself.',
  })
  fields!: string[];
}
