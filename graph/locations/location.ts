import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { isAnyOf, occursIn } from '../connections/sql-text.js';

@ObjectType({ description: 'A place where stations stand.' })
export class Location {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field({ description: 'What people call it.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Street and number.' })
  address!: string | null;

  @Field(() => String, { nullable: true, description: 'City.' })
  city!: string | null;

  @Field(() => String, { nullable: true, description: 'Postal code.' })
  postalCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Country.' })
  country!: string | null;

  @Field(() => Float, { nullable: true, description: 'Latitude in degrees north, −90 to 90 (WGS 84).' })
  latitude!: number | null;

  @Field(() => Float, { nullable: true, description: 'Longitude in degrees east, −180 to 180 (WGS 84).' })
  longitude!: number | null;

  @Field({ description: 'IANA time zone, Europe/Berlin for one.' })
  timeZone!: string;

  @Field(() => GraphQLDateTime, { description: 'When it was entered.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When it last changed.' })
  updatedAt!: Date;
}

@InputType({ description: 'Which locations.' })
export class LocationFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these ids.' })
  ids?: string[];

  @Field(() => String, {
    nullable: true,
    description: 'This text occurs in name, address, city or postal code, capitals or not.',
  })
  search?: string;

  @Field(() => [String], { nullable: true, description: 'In one of these countries.' })
  country?: string[];
}

export const locationNoun: Noun<Location, LocationFilter, 'ID' | 'NAME' | 'CREATED_AT'> = {
  from: 'location l',
  columns: `l.id, l.name, l.address, l.city, l.postal_code, l.country, l.latitude, l.longitude, l.time_zone,
    l.created_at, l.updated_at`,
  unique: [{ sql: 'l.id', type: 'bigint' }],
  orders: {
    ID: { sql: 'l.id', type: 'bigint', about: 'The order in which they were entered.' },
    NAME: { sql: 'l.name', type: 'text', about: 'The name.' },
    CREATED_AT: { sql: 'l.created_at', type: 'timestamptz', about: 'When it was entered.' },
  },
  usual: { field: 'NAME', direction: 'ASC' },
  conditions: {
    ids: isAnyOf('l.id', 'bigint'),
    search: occursIn('l.name', 'l.address', 'l.city', 'l.postal_code'),
    country: isAnyOf('l.country'),
  },
  row: Location,
};

export const locationList = listTypes('Location', locationNoun, LocationFilter);
export const byLocationId = { sql: 'l.id', type: 'bigint' } as const;
