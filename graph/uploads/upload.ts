import { GraphQLDateTime, GraphQLSafeInt } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf, occursIn } from '../connections/sql-text.js';

@ObjectType({ description: 'A file that a station has uploaded.' })
export class Upload {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The request it answers; null when that is no longer kept.',
  })
  logRequestId!: string | null;

  @Field({ description: 'Its name, as the station gave it, made harmless.' })
  fileName!: string;

  @Field(() => GraphQLSafeInt, { description: 'Its size in bytes.' })
  sizeBytes!: number;

  @Field({ description: 'SHA-256 of its content, in hexadecimal.' })
  sha256!: string;

  @Field(() => String, { nullable: true, description: 'Network address it was sent from.' })
  remoteAddress!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was here in whole.' })
  storedAt!: Date;

  @Field({
    description:
      'Where it can be fetched, relative to the address of this API; GET with the same Authorization header.',
  })
  downloadUrl(): string {
    return `/uploads/${this.id}`;
  }
}

@InputType({ description: 'Which uploaded files.' })
export class UploadFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these ids.' })
  ids?: string[];

  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => ID, { nullable: true, description: 'Answers this request.' })
  logRequestId?: string;

  @Field(() => String, { nullable: true, description: 'This text occurs in its name, capitals or not.' })
  fileName?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Stored at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Stored before this time.' })
  to?: Date;
}

export const uploadNoun: Noun<Upload, UploadFilter, 'STORED_AT'> = {
  from: `(select * from upload where state = 'STORED') u`,
  columns:
    'u.id, u.station_id, u.log_request_id, u.file_name, u.size_bytes::float8 as size_bytes, u.sha256, u.remote_address, u.stored_at',
  unique: [{ sql: 'u.id', type: 'uuid' }],
  orders: { STORED_AT: { sql: 'u.stored_at', type: 'timestamptz', about: 'When it was here in whole.' } },
  usual: { field: 'STORED_AT', direction: 'DESC' },
  conditions: {
    ids: isAnyOf('u.id', 'uuid'),
    stationId: is('u.station_id'),
    logRequestId: is('u.log_request_id', 'bigint'),
    fileName: occursIn('u.file_name'),
    from: from('u.stored_at'),
    to: before('u.stored_at'),
  },
  row: Upload,
};

export const uploadList = listTypes('Upload', uploadNoun, UploadFilter);
