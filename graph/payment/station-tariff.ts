import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { listTypes } from '../connections/connection.js';
import type { Noun } from '../connections/noun.js';
import { before, from, is, isAnyOf, isMissing } from '../connections/sql-text.js';
import { StationEvent } from '../events/station-event.js';
import { stationLists } from '../stations/station-list.js';

@ObjectType({ description: 'A tariff that a station has or had (OCPP 2.1).' })
export class StationTariff {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;

  @Field(() => ID, { description: 'The station.' })
  stationId!: string;

  @Field(() => Int, { description: 'The EVSE it is for; 0 for all of them.' })
  evseId!: number;

  @Field(() => ID, { description: 'Its name at the station.' })
  tariffId!: string;

  @Field({ description: 'DefaultTariff, DriverTariff or TransactionTariff.' })
  kind!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The transaction that goes on under it, as the station calls it.',
  })
  transactionId!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'From when it holds; null for at once.' })
  validFrom!: Date | null;

  @Field(() => [String], { nullable: true, description: 'The tokens of the drivers it is for.' })
  idTokens!: string[] | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'The whole of it, as sent (TariffType); null where the station only named it.',
  })
  tariff!: unknown;

  @Field(() => GraphQLDateTime, { description: 'When the station last took or named it.' })
  knownAt!: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Since when it has it no more.' })
  endedAt!: Date | null;
}

@InputType({ description: 'Which tariffs of stations.' })
export class StationTariffFilter {
  @Field(() => ID, { nullable: true, description: 'Of this station.' })
  stationId?: string;

  @Field(() => ID, { nullable: true, description: 'Of this name.' })
  tariffId?: string;

  @Field(() => [String], { nullable: true, description: 'Of one of these kinds.' })
  kind?: string[];

  @Field(() => Boolean, { nullable: true, description: 'Whether the station has it now.' })
  holds?: boolean;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Last heard of at this time or later.' })
  from?: Date;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'Last heard of before this time.' })
  to?: Date;
}

const noun: Noun<StationTariff, StationTariffFilter, 'KNOWN_AT'> = {
  from: 'station_tariff tf',
  columns: `tf.id, tf.station_id, tf.evse_id, tf.tariff_id, tf.kind, tf.transaction_id, tf.valid_from, tf.id_tokens,
    tf.tariff, tf.known_at, tf.ended_at`,
  unique: [{ sql: 'tf.id', type: 'bigint' }],
  orders: { KNOWN_AT: { sql: 'tf.known_at', type: 'timestamptz', about: 'When it was last heard of.' } },
  usual: { field: 'KNOWN_AT', direction: 'DESC' },
  conditions: {
    stationId: is('tf.station_id'),
    tariffId: is('tf.tariff_id'),
    kind: isAnyOf('tf.kind'),
    holds: isMissing('tf.ended_at'),
    from: from('tf.known_at'),
    to: before('tf.known_at'),
  },
  row: StationTariff,
};

export const [StationTariffResolver, StationTariffsResolver] = stationLists(
  listTypes('StationTariff', noun, StationTariffFilter),
  {
    name: 'stationTariffs',
    description: 'Tariffs that stations have or had',
    row: StationTariff,
    column: 'tf.station_id',
  },
);

@ObjectType({ implements: StationEvent, description: 'A station has other tariffs than before.' })
export class TariffsChanged extends StationEvent {
  @Field(() => [ID], { description: 'Names of those it has.' })
  set!: string[];

  @Field(() => [ID], { description: 'Names of those it has no more.' })
  ended!: string[];
}
