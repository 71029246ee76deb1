import { IsOptional, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Noun } from '../connections/noun.js';

@ObjectType({ description: 'Where a token may charge that may not charge everywhere.' })
export class IdTokenPlace {
  @Field(() => ID, { nullable: true, description: 'Number of the location: all its stations.' })
  locationId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The station.' })
  stationId!: string | null;

  @Field(() => Int, { nullable: true, description: 'The EVSE of it; null: all.' })
  evseId!: number | null;

  @Field(() => Int, { nullable: true, description: 'The connector of the EVSE; null: all.' })
  connectorId!: number | null;
}

@InputType('IdTokenPlaceInput', {
  description: 'Where a token may charge: a location, or a station, or a part of one.',
})
export class NewPlace {
  @Field(() => ID, { nullable: true, description: 'Number of a location: all its stations.' })
  locationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'A station. Give this or locationId.' })
  @IsOptional()
  @Length(1, 255)
  stationId?: string | null;

  @Field(() => Int, { nullable: true, description: 'Only this EVSE of the station (1.6: its connectorId).' })
  @IsOptional()
  @Min(1)
  @Max(2_147_483_647)
  evseId?: number | null;

  @Field(() => Int, { nullable: true, description: 'Only this connector of the EVSE.' })
  @IsOptional()
  @Min(1)
  @Max(2_147_483_647)
  connectorId?: number | null;
}

export const idTokenPlaces: Pick<Noun<IdTokenPlace, never, string>, 'from' | 'columns' | 'row'> = {
  from: 'id_token_place p',
  columns: 'p.id, p.location_id, p.station_id, p.evse_id, p.connector_id',
  row: IdTokenPlace,
};
export const byPlaceToken = { sql: 'p.id_token_id', type: 'bigint' } as const;
