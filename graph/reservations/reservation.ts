import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';

@ObjectType({ description: 'An EVSE held for somebody, as far as it is known.' })
export class Reservation {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => ID, { description: 'Its number at the station.' })
  reservationId!: string;

  @Field(() => Int, { nullable: true, description: 'The EVSE; null for any.' })
  evseId!: number | null;

  @Field(() => String, { nullable: true, description: 'The type of connector that is wanted; null for any.' })
  connectorType!: string | null;

  @Field(() => String, { nullable: true, description: 'The token it is held for.' })
  idToken!: string | null;

  @Field(() => String, { nullable: true, description: 'The group of tokens it is held for.' })
  groupIdToken!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it ends by itself.' })
  expiresAt!: Date | null;

  @Field({ description: 'How it stands, in OCPP’s word: Expired, Removed, NoTransaction, …' })
  status!: string;

  @Field(() => GraphQLDateTime, { description: 'Since when.' })
  statusAt!: Date;
}

@InputType({ description: 'Which reservations.' })
export class ReservationFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => ID, { nullable: true, description: 'Of this number at its station.' })
  reservationId?: string;

  @Field(() => Int, { nullable: true, description: 'For the EVSE of this number.' })
  evseId?: number;

  @Field(() => String, { nullable: true, description: 'For this token.' })
  idToken?: string;

  @Field(() => [String], { nullable: true, description: 'Standing so.' })
  status?: string[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Standing so since at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Standing so since before this time.' })
  to?: Date;
}

export const reservationNoun: Noun<Reservation, ReservationFilter, 'STATUS_AT'> = {
  from: 'reservation w',
  columns: `w.id, w.station_id, w.reservation_id, w.evse_id, w.connector_type, w.id_token, w.group_id_token,
    w.expires_at, w.status, w.status_at`,
  unique: [{ sql: 'w.id', type: 'bigint' }],
  orders: {
    STATUS_AT: { sql: 'w.status_at', type: 'timestamptz', about: 'Since when it stands as it does.' },
  },
  usual: { field: 'STATUS_AT', direction: 'DESC' },
  conditions: {
    stationId: is('w.station_id'),
    reservationId: is('w.reservation_id', 'bigint'),
    evseId: is('w.evse_id', 'integer'),
    idToken: is('w.id_token'),
    status: isAnyOf('w.status'),
    from: from('w.status_at'),
    to: before('w.status_at'),
  },
  row: Reservation,
};

export const reservationList = listTypes('Reservation', reservationNoun, ReservationFilter);
