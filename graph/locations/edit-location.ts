import { IsOptional, Length, Max, MaxLength, Min } from 'class-validator';
import { Arg, Ctx, Field, Float, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { deleteRow, insertRow, updateRow } from '../editing/rows.js';
import { IsPlainText, IsTimeZoneName } from '../editing/validators.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { Location, locationNoun } from './location.js';

@InputType()
abstract class LocationFields {
  @Field(() => String, { nullable: true, description: 'Street and number.' })
  @IsOptional()
  @MaxLength(500)
  address?: string | null;

  @Field(() => String, { nullable: true, description: 'City.' })
  @IsOptional()
  @MaxLength(200)
  city?: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  @IsOptional()
  @MaxLength(50)
  postalCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Country.' })
  @IsOptional()
  @MaxLength(100)
  country?: string | null;

  @Field(() => Float, { nullable: true, description: 'Latitude in degrees north, −90 to 90 (WGS 84).' })
  @IsOptional()
  @Min(-90)
  @Max(90)
  latitude?: number | null;

  @Field(() => Float, { nullable: true, description: 'Longitude in degrees east, −180 to 180 (WGS 84).' })
  @IsOptional()
  @Min(-180)
  @Max(180)
  longitude?: number | null;

  @Field(() => String, { nullable: true, description: 'IANA time zone, Europe/Berlin for one.' })
  @IsOptional()
  @IsTimeZoneName()
  timeZone?: string | null;
}

@InputType({ description: 'What can be changed of a location; what is left out stays, null empties it.' })
class LocationChange extends LocationFields {
  @Field(() => String, { nullable: true, description: 'What people call it, 1 to 200 characters.' })
  @IsOptional()
  @Length(1, 200)
  @IsPlainText()
  name?: string | null;
}

@InputType({ description: 'A new location.' })
class NewLocation extends LocationFields {
  @Field(() => String, { description: 'What people call it, 1 to 200 characters.' })
  @Length(1, 200)
  @IsPlainText()
  name!: string;
}

@Resolver()
export class EditLocationResolver {
  @Mutation(() => Location, { description: 'Enters a location.' })
  createLocation(
    @Arg('input', () => NewLocation, { description: 'The location.' }) input: NewLocation,
    @Ctx() { pool }: Context,
  ): Promise<Location> {
    return insertRow(pool, locationNoun, { ...input });
  }

  @Mutation(() => Location, { description: 'Changes a location.' })
  async updateLocation(
    @Arg('id', () => ID, { description: 'Its number.' }) id: string,
    @Arg('input', () => LocationChange, { description: 'What changes.' }) input: LocationChange,
    @Ctx() { pool }: Context,
  ): Promise<Location> {
    const location = await updateRow(pool, locationNoun, id, { ...input });
    if (!location) throw failure('NOT_FOUND', `there is no location ${id}`);
    return location;
  }

  @Mutation(() => ID, {
    description: 'Deletes a location; its stations stay, without one. Gives back its number.',
  })
  async deleteLocation(
    @Arg('id', () => ID, { description: 'Its number.' }) id: string,
    @Ctx() { pool }: Context,
  ): Promise<string> {
    if (!(await deleteRow(pool, 'location', id))) throw failure('NOT_FOUND', `there is no location ${id}`);
    return id;
  }
}
