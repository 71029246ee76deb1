import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    'Electric vehicle supply equipment: the part of a station that charges one vehicle at a time. Of a 1.6 station each connector is one.',
})
export class Evse {
  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => Int, {
    description: 'Its number within the station, from 1. 1.6: the connectorId; 0 is the station itself.',
  })
  evseId!: number;
}

@ObjectType({ description: 'A socket or cable of an EVSE, as it last reported itself.' })
export class Connector {
  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => Int, { description: 'The EVSE within the station.' })
  evseId!: number;

  @Field(() => Int, {
    description: 'Its number within the EVSE. 1.6: always 1, or 0 for the station itself.',
  })
  connectorId!: number;

  @Field({ description: 'Available, Occupied, Reserved, Unavailable or Faulted (the words of OCPP 2.x).' })
  status!: string;

  @Field({
    description: 'The status in the station’s own word; 1.6 has finer ones, Preparing or SuspendedEV.',
  })
  reportedStatus!: string;

  @Field(() => String, { nullable: true, description: 'Error code of a 1.6 station; null for none.' })
  errorCode!: string | null;

  @Field(() => String, { nullable: true, description: 'The vendor’s own error code.' })
  vendorErrorCode!: string | null;

  @Field(() => String, { nullable: true, description: 'What the station says about it.' })
  info!: string | null;

  @Field(() => GraphQLDateTime, { description: 'Since when, by the station’s clock.' })
  statusAt!: Date;
}

export const evseNoun = { from: 'evse e', columns: 'e.station_id, e.evse_id', row: Evse };

export const connectorNoun = {
  from: 'connector c',
  columns: `c.station_id, c.evse_id, c.connector_id, c.status, c.reported_status, c.error_code, c.vendor_error_code,
    c.info, c.status_at`,
  row: Connector,
};
