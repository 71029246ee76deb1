import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { is, isAnyOf } from '../connections/sql-text.js';
import { words } from '../connections/words.js';

export const LocalListSync = words(
  'LocalListSync',
  'Whether a station’s local list is kept in step by itself.',
  {
    AUTO: 'Where the station has told that it keeps lists.',
    ON: 'Yes, whatever the station told.',
    OFF: 'No: only what is asked for is sent.',
  },
);
export type LocalListSync = keyof typeof LocalListSync;

@ObjectType({
  description: 'The local authorization list of a station: who may charge there when it is offline.',
})
export class LocalList {
  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => LocalListSync, { description: 'Whether it is kept in step by itself.' })
  sync!: LocalListSync;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the station keeps lists, as far as it has told; null: not yet.',
  })
  supported!: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version it last confirmed: 0 no list, −1 it keeps none (OCPP 1.6); null: none yet.',
  })
  version!: number | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it confirmed that.' })
  versionAt!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: 'The version it shall have: that which it has where all is as wanted, else the next one.',
  })
  wantedVersion!: number | null;

  @Field({ description: 'Whether `entries` are what the station holds; after a failure that is not known.' })
  known!: boolean;

  @Field(() => Int, { description: 'How many tokens it holds, as far as it confirmed them.' })
  entryCount!: number;

  @Field(() => Int, { description: 'How many wanted tokens do not fit in.' })
  leftOut!: number;

  @Field(() => Int, { description: 'How often in a row it could not be brought up to date.' })
  failures!: number;

  @Field(() => GraphQLDateTime, { description: 'Before this time nothing is sent by itself.' })
  nextAttemptAt!: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'Why it last failed: Failed, VersionMismatch, NotSupported, TIMED_OUT, …; null once it succeeds.',
  })
  lastError!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When that was.' })
  lastErrorAt!: Date | null;
}

@InputType({ description: 'Which local lists.' })
export class LocalListFilter {
  @Field(() => [ID], { nullable: true, description: 'Of one of these stations.' })
  stationIds?: string[];

  @Field(() => [LocalListSync], { nullable: true, description: 'Kept in step so.' })
  sync?: LocalListSync[];

  @Field(() => Boolean, { nullable: true, description: 'Of a station that keeps lists, or that does not.' })
  supported?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Its last update failed, or did not.' })
  failing?: boolean;
}

export const localListNoun: Noun<LocalList, LocalListFilter, 'STATION_ID'> = {
  from: 'local_list a',
  columns: `a.station_id, a.sync, a.supported, a.version, a.version_at,
    case when a.version is null then null
      when a.checked_revision = (select revision from local_list_revision) then a.version
      else greatest(a.version, a.last_version, 0) + 1 end as wanted_version,
    a.known, (select count(*)::int from local_list_entry e where e.station_id = a.station_id) as entry_count,
    a.left_out, a.failures, a.next_attempt_at, a.last_error, a.last_error_at`,
  unique: [{ sql: 'a.station_id', type: 'text' }],
  orders: { STATION_ID: { sql: 'a.station_id', type: 'text', about: 'The station.' } },
  usual: { field: 'STATION_ID', direction: 'ASC' },
  conditions: {
    stationIds: isAnyOf('a.station_id'),
    sync: isAnyOf('a.sync'),
    supported: is('a.supported', 'boolean'),
    failing: (failing) => `a.failures ${failing ? '>' : '='} 0`,
  },
  row: LocalList,
};

export const localListList = listTypes('LocalList', localListNoun, LocalListFilter);
export const byListStation = { sql: 'a.station_id', type: 'text' } as const;

@ObjectType({ description: 'What a station’s local list says of a token.' })
export class LocalListEntry {
  @Field({ description: 'The token, in small letters.' })
  idToken!: string;

  @Field(() => String, { nullable: true, description: 'Its type; null in OCPP 1.6.' })
  type!: string | null;

  @Field(() => GraphQLJSON, {
    description: 'idTagInfo or idTokenInfo in the words of the station’s version.',
  })
  info!: unknown;
}

@InputType({ description: 'Which entries of a local list.' })
export class LocalListEntryFilter {
  @Field(() => String, { nullable: true, description: 'Of this token, capitals or not.' })
  idToken?: string;
}

export const localListEntryNoun: Noun<LocalListEntry, LocalListEntryFilter, 'ID_TOKEN'> = {
  from: 'local_list_entry e',
  columns: 'e.id_token, e.type, e.info::json as info',
  unique: [
    { sql: 'e.station_id', type: 'text' },
    { sql: 'e.id_token', type: 'text' },
  ],
  orders: { ID_TOKEN: { sql: 'e.id_token', type: 'text', about: 'The token.' } },
  usual: { field: 'ID_TOKEN', direction: 'ASC' },
  conditions: { idToken: (token, sql) => `e.id_token = lower(${sql.$(token, 'text')})` },
  row: LocalListEntry,
};

export const localListEntryList = listTypes('LocalListEntry', localListEntryNoun, LocalListEntryFilter);
