import { ArrayMaxSize, ArrayMinSize, IsOptional, Length, Max, Min } from 'class-validator';
import { GraphQLJSON } from 'graphql-scalars';
import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { OperationalStatus } from '../availability/availability.js';
import { LogInput } from '../diagnostics/log-input.js';
import { FirmwareInput } from '../firmware/firmware-input.js';
import { StationFilter } from '../stations/charging-station.js';
import { ResetType } from '../stations/reset.js';
import { MessageTrigger } from '../stations/trigger-message.js';
import { OcppVersion } from '../stations/words.js';
import { VariableValue } from '../variables/set-variables.js';
import { VariableName } from '../variables/variable.js';
import { CampaignOffline } from './campaign.js';

@InputType({ description: 'A message of OCPP word for word, for the stations that speak its version.' })
export class CampaignMessage {
  @Field(() => OcppVersion, { description: 'The version.' })
  ocppVersion!: OcppVersion;

  @Field({ description: 'The action, such as ChangeConfiguration.' })
  action!: string;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description:
      'The payload, left out where it is empty, as `request` of the mutation for this action has it. A requestId of firmware or logs is drawn anew for each station.',
  })
  payload?: Record<string, unknown> | null;
}

@InputType({ description: 'See resetStation.' })
export class CampaignReset {
  @Field(() => ResetType, { defaultValue: 'ON_IDLE', description: 'How.' })
  type: ResetType = 'ON_IDLE';

  @Field(() => Int, { nullable: true, description: 'Only this EVSE (OCPP 2.x).' })
  evseId?: number | null;
}

@InputType({ description: 'See changeAvailability.' })
export class CampaignAvailability {
  @Field(() => OperationalStatus, { description: 'In or out of service.' })
  operationalStatus!: OperationalStatus;

  @Field(() => Int, { nullable: true, description: 'The EVSE. Left out: the whole station.' })
  evseId?: number | null;
}

@InputType({ description: 'See triggerMessage.' })
export class CampaignTrigger {
  @Field(() => MessageTrigger, { description: 'Which message.' })
  message!: MessageTrigger;

  @Field(() => Int, { nullable: true, description: 'About this EVSE. Left out: about all.' })
  evseId?: number | null;
}

@InputType({ description: 'What the stations are asked: exactly one of these.' })
export class CampaignCall {
  @Field(() => [CampaignMessage], {
    nullable: true,
    description: 'Messages word for word, one a version; stations of other versions are skipped.',
  })
  messages?: CampaignMessage[] | null;

  @Field(() => CampaignReset, { nullable: true, description: 'To start over.' })
  reset?: CampaignReset | null;

  @Field(() => CampaignAvailability, { nullable: true, description: 'To go in or out of service.' })
  changeAvailability?: CampaignAvailability | null;

  @Field(() => CampaignTrigger, { nullable: true, description: 'To send a message.' })
  triggerMessage?: CampaignTrigger | null;

  @Field(() => [VariableValue], { nullable: true, description: 'To change variables, 1 to 50.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  setVariables?: VariableValue[] | null;

  @Field(() => [VariableName], { nullable: true, description: 'To tell variables, 1 to 50.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  getVariables?: VariableName[] | null;

  @Field(() => FirmwareInput, {
    nullable: true,
    description: 'To install firmware; a station has done it when it tells Installed.',
  })
  updateFirmware?: FirmwareInput | null;

  @Field(() => LogInput, {
    nullable: true,
    description: 'To upload a log; a station has done it when it tells Uploaded.',
  })
  getLog?: LogInput | null;
}

@InputType({
  description: 'A command to many stations. Name them by exactly one of stationIds, locationId and filter.',
})
export class CampaignInput {
  @Field({ description: 'What people call it; 1 to 200 characters.' })
  @Length(1, 200)
  name!: string;

  @Field(() => [ID], { nullable: true, description: 'These stations, up to 50000.' })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(50_000)
  stationIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'The stations at this location.' })
  locationId?: string | null;

  @Field(() => StationFilter, {
    nullable: true,
    description: 'The stations that this filter finds now; {} finds all.',
  })
  filter?: StationFilter | null;

  @Field(() => CampaignCall, { description: 'What they are asked.' })
  call!: CampaignCall;

  @Field(() => Int, { defaultValue: 10, description: 'How many stations are under way at once, 1 to 1000.' })
  @Min(1)
  @Max(1000)
  concurrency = 10;

  @Field(() => CampaignOffline, {
    defaultValue: 'WAIT',
    description: 'What becomes of stations that are not connected.',
  })
  whenOffline: CampaignOffline = 'WAIT';

  @Field(() => Int, { defaultValue: 86_400, description: 'How long stations are asked, in seconds.' })
  @Min(1)
  @Max(31_536_000)
  expiresInSeconds = 86_400;

  @Field(() => Int, {
    defaultValue: 0,
    description: 'How often a station that failed is asked again, 0 to 100.',
  })
  @Min(0)
  @Max(100)
  retries = 0;

  @Field(() => Int, {
    defaultValue: 60,
    description: 'Wait before the second attempt, in seconds, 0 to 86400; it doubles with each.',
  })
  @Min(0)
  @Max(86_400)
  backoffSeconds = 60;

  @Field(() => Float, {
    nullable: true,
    description:
      'Pauses by itself when more than this share of its stations, without those skipped, failed; in percent. Left out: it goes on.',
  })
  @IsOptional()
  @Min(0)
  @Max(100)
  stopPercent?: number | null;

  @Field(() => Int, {
    defaultValue: 86_400,
    description:
      'How long firmware or a log may take a station from asking to the end, in seconds; then it has failed.',
  })
  @Min(1)
  @Max(31_536_000)
  outcomeSeconds = 86_400;

  @Field(() => String, {
    nullable: true,
    description: 'A key of the caller’s own: asking again with the same key gives the same campaign.',
  })
  @IsOptional()
  @Length(1, 200)
  idempotencyKey?: string | null;
}
