import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf } from '../connections/sql-text.js';
import { words } from '../connections/words.js';

export const ReservationStatus = words('ReservationStatus', 'How a reservation stands.', {
  REQUESTED: 'The station was asked and has not answered.',
  ACTIVE: 'The station holds it.',
  REJECTED: 'The station refused, or could not be asked.',
  USED: 'It ended with the transaction that it was for.',
  EXPIRED: 'Its time was over.',
  CANCELLED: 'It was given up.',
});
export type ReservationStatus = keyof typeof ReservationStatus;

export const ReservationCanceller = words('ReservationCanceller', 'Who or what ended a reservation early.', {
  US: 'This system asked the station to.',
  FAULT: 'Nothing usable was left at the place.',
  STATION: 'The station, of its own accord.',
});
export type ReservationCanceller = keyof typeof ReservationCanceller;

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

  @Field(() => String, { nullable: true, description: 'The type of that token; null from OCPP 1.6.' })
  idTokenType!: string | null;

  @Field(() => ReservationStatus, { description: 'How it stands.' })
  status!: ReservationStatus;

  @Field(() => String, {
    nullable: true,
    description:
      'What the station said last of it: Accepted, Occupied, Faulted, Expired, Removed, …; CALL_ERROR, OFFLINE or EXPIRED where it gave no answer to the request.',
  })
  answer!: string | null;

  @Field(() => ID, { nullable: true, description: 'Number here of the transaction that used it.' })
  transactionRef!: string | null;

  @Field(() => ReservationCanceller, { nullable: true, description: 'Who or what cancelled it.' })
  cancelledBy!: ReservationCanceller | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When it was asked for here; null where it was not by `reserve`.',
  })
  requestedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Who asked for it by `reserve`.' })
  requestedBy!: string | null;

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

  @Field(() => [ReservationStatus], { nullable: true, description: 'Standing so.' })
  status?: ReservationStatus[];

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Standing so since at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Standing so since before this time.' })
  to?: Date;
}

export const reservationNoun: Noun<Reservation, ReservationFilter, 'STATUS_AT'> = {
  from: 'reservation w',
  columns: `w.id, w.station_id, w.reservation_id, w.evse_id, w.connector_type, w.id_token, w.group_id_token,
    w.expires_at, w.id_token_type, w.status, w.status_at, w.answer, w.transaction_ref, w.cancelled_by, w.requested_at,
    w.requested_by`,
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
