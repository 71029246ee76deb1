import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, is, isAnyOf, occursIn } from '../connections/sql-text.js';
import { words } from '../connections/words.js';

export const IdTokenStatus = words('IdTokenStatus', 'Whether a token may charge.', {
  ACCEPTED: 'It may charge, until it expires.',
  BLOCKED: 'It is known and may not charge.',
  EXPIRED: 'It could charge once.',
  INVALID: 'It is not a token of ours.',
  NO_CREDIT: 'It is known, and there is nothing left to charge for.',
});
export type IdTokenStatus = keyof typeof IdTokenStatus;

export const MessageFormat = words('MessageFormat', 'How a text for a display is written.', {
  ASCII: 'ASCII characters only.',
  HTML: 'HTML.',
  URI: 'The address of what is to be shown.',
  UTF8: 'Plain text.',
});
export type MessageFormat = keyof typeof MessageFormat;

@ObjectType({ description: 'Something to charge with: an RFID card, an app’s token, a vehicle’s contract.' })
export class IdToken {
  @Field(() => ID, { description: 'Its number here.' })
  id!: string;

  @Field({ description: 'The token itself as stations send it; capitals do not count.' })
  idToken!: string;

  @Field({
    description:
      'Its type in OCPP 2.x: Central, eMAID, ISO14443, ISO15693, KeyCode, Local, MacAddress, NoAuthorization.',
  })
  type!: string;

  @Field(() => IdTokenStatus, { description: 'Whether it may charge.' })
  status!: IdTokenStatus;

  @Field(() => String, {
    nullable: true,
    description: 'Group it belongs to; tokens of one group can end each other’s transactions.',
  })
  groupIdToken!: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'From when on it may not charge; null: never.',
  })
  expiresAt!: Date | null;

  @Field({
    description:
      'Whether it may be in several transactions at once; false: a second start is answered ConcurrentTx.',
  })
  concurrentUse!: boolean;

  @Field({ description: 'Whether it may charge at every station; false: only at its places.' })
  everywhere!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'How long stations may keep what they were told of it, in seconds; null: until it expires.',
  })
  cacheSeconds!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'What a station speaks to whoever holds it, de or en-GB for one (RFC 5646; OCPP 2.x).',
  })
  language!: string | null;

  @Field(() => String, { nullable: true, description: 'What a station shows whoever holds it (OCPP 2.x).' })
  personalMessage!: string | null;

  @Field(() => MessageFormat, { description: 'How the personal message is written.' })
  personalMessageFormat!: MessageFormat;

  @Field(() => Int, {
    nullable: true,
    description: 'Who charges first when there is not enough for all, −9 to 9 (OCPP 2.x); null: 0.',
  })
  chargingPriority!: number | null;

  @Field(() => String, { nullable: true, description: 'What people note about it.' })
  note!: string | null;

  @Field(() => GraphQLDateTime, { description: 'When it was entered.' })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { description: 'When it last changed.' })
  updatedAt!: Date;
}

@InputType({ description: 'Which tokens.' })
export class IdTokenFilter {
  @Field(() => [ID], { nullable: true, description: 'One of these numbers.' })
  ids?: string[];

  @Field(() => String, { nullable: true, description: 'This token, capitals or not.' })
  idToken?: string;

  @Field(() => String, { nullable: true, description: 'This text occurs in token, group or note.' })
  search?: string;

  @Field(() => [IdTokenStatus], { nullable: true, description: 'One of these statuses.' })
  status?: IdTokenStatus[];

  @Field(() => [String], { nullable: true, description: 'One of these types.' })
  type?: string[];

  @Field(() => String, { nullable: true, description: 'Belongs to this group.' })
  groupIdToken?: string;

  @Field(() => Boolean, { nullable: true, description: 'May charge everywhere, or only at its places.' })
  everywhere?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'May be in several transactions at once, or not.' })
  concurrentUse?: boolean;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Expires before this time.' })
  expiresBefore?: Date;
}

export const idTokenNoun: Noun<IdToken, IdTokenFilter, 'ID' | 'ID_TOKEN' | 'CREATED_AT'> = {
  from: 'id_token k',
  columns: `k.id, k.id_token, k.type, k.status, k.group_id_token, k.expires_at, k.concurrent_use, k.everywhere,
    k.cache_seconds, k.language, k.personal_message, k.personal_message_format, k.charging_priority, k.note, k.created_at,
    k.updated_at`,
  unique: [{ sql: 'k.id', type: 'bigint' }],
  orders: {
    ID: { sql: 'k.id', type: 'bigint', about: 'The order in which they were entered.' },
    ID_TOKEN: { sql: 'k.id_token', type: 'text', about: 'The token.' },
    CREATED_AT: { sql: 'k.created_at', type: 'timestamptz', about: 'When it was entered.' },
  },
  usual: { field: 'ID', direction: 'ASC' },
  conditions: {
    ids: isAnyOf('k.id', 'bigint'),
    idToken: (token, sql) => `lower(k.id_token) = lower(${sql.$(token, 'text')})`,
    search: occursIn('k.id_token', 'k.group_id_token', 'k.note'),
    status: isAnyOf('k.status'),
    type: isAnyOf('k.type'),
    groupIdToken: (group, sql) => `lower(k.group_id_token) = lower(${sql.$(group, 'text')})`,
    everywhere: is('k.everywhere', 'boolean'),
    concurrentUse: is('k.concurrent_use', 'boolean'),
    expiresBefore: before('k.expires_at'),
  },
  row: IdToken,
};

export const idTokenList = listTypes('IdToken', idTokenNoun, IdTokenFilter);
export const byIdTokenId = { sql: 'k.id', type: 'bigint' } as const;
export const byToken = { sql: 'lower(k.id_token)', type: 'text' } as const;
