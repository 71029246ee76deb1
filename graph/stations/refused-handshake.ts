import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, occursIn } from '../connections/sql-text.js';

@ObjectType({ description: 'A connection that was turned away, and why.' })
export class RefusedHandshake {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'The station it claimed to be; null when its URL named none. There need not be such a station.',
  })
  stationId!: string | null;

  @Field({ description: 'Path of the URL it came to.' })
  path!: string;

  @Field(() => String, { nullable: true, description: 'The WebSocket sub-protocols it offered, as sent.' })
  protocols!: string | null;

  @Field(() => String, { nullable: true, description: 'Network address it came from.' })
  remoteAddress!: string | null;

  @Field({ description: 'Why it was refused, in words.' })
  reason!: string;

  @Field(() => GraphQLDateTime, { description: 'When.' })
  refusedAt!: Date;
}

@InputType({ description: 'Which refused handshakes.' })
export class RefusedHandshakeFilter {
  @Field(() => ID, { nullable: true, description: 'Claimed to be this station.' })
  stationId?: string;

  @Field(() => String, { nullable: true, description: 'This text occurs in reason, path or address.' })
  search?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'At this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Before this time.' })
  to?: Date;
}

export const refusedHandshakeNoun: Noun<RefusedHandshake, RefusedHandshakeFilter, 'REFUSED_AT'> = {
  from: 'refused_handshake h',
  columns: 'h.id, h.station_id, h.path, h.protocols, h.remote_address, h.reason, h.refused_at',
  unique: [{ sql: 'h.id', type: 'bigint' }],
  orders: { REFUSED_AT: { sql: 'h.refused_at', type: 'timestamptz', about: 'When it was refused.' } },
  usual: { field: 'REFUSED_AT', direction: 'DESC' },
  conditions: {
    stationId: is('h.station_id'),
    search: occursIn('h.reason', 'h.path', 'h.remote_address'),
    from: from('h.refused_at'),
    to: before('h.refused_at'),
  },
  row: RefusedHandshake,
};

export const refusedHandshakeList = listTypes(
  'RefusedHandshake',
  refusedHandshakeNoun,
  RefusedHandshakeFilter,
);
