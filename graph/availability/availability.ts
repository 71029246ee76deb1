import { GraphQLDateTime } from 'graphql-scalars';
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { words } from '../connections/words.js';
import { StationEvent } from '../events/station-event.js';
import type { Context } from '../server/context.js';
import { ChargingStation } from '../stations/charging-station.js';
import { Connector, Evse } from '../stations/evse.js';

export const OperationalStatus = words('OperationalStatus', 'Whether something is meant to be in service.', {
  OPERATIVE: 'In service.',
  INOPERATIVE: 'Out of service.',
});
export type OperationalStatus = keyof typeof OperationalStatus;

@ObjectType({ description: 'Whether something is in service, by what its station was asked and answered.' })
export class Availability {
  @Field(() => OperationalStatus, {
    description: 'Whether it is in service: it is not, where what it is part of is not.',
  })
  operational!: OperationalStatus;

  @Field(() => OperationalStatus, {
    nullable: true,
    description: 'What comes once nothing charges there any more; null where nothing is scheduled.',
  })
  scheduled!: OperationalStatus | null;

  @Field(() => OperationalStatus, {
    nullable: true,
    description: 'What was last asked for exactly this place; null where nothing was.',
  })
  asked!: OperationalStatus | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the station answered to that: Accepted, Scheduled or Rejected.',
  })
  answer!: string | null;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it answered.' })
  askedAt!: Date | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'Since when this place itself is so; null where it never changed.',
  })
  changedAt!: Date | null;
}

class AvailabilityRow extends Availability {
  evseId!: number;
  connectorId!: number;
}

const noun = {
  from: 'availability h',
  columns:
    'h.station_id, h.evse_id, h.connector_id, h.operational, h.scheduled, h.asked, h.answer, h.asked_at, h.changed_at',
  row: AvailabilityRow,
};

/** Of a place, with all that it is part of. */
async function availabilityOf(
  { load }: Context,
  { stationId, evseId, connectorId }: { stationId: string; evseId: number; connectorId: number },
): Promise<Availability> {
  const by = { sql: 'h.station_id', type: 'text' } as const;
  const all = await load.all(noun, by, stationId, { order: 'h.evse_id, h.connector_id' });
  const own = all.find((row) => row.evseId === evseId && row.connectorId === connectorId);
  const around = all.filter(
    (row) =>
      row.evseId === 0 ||
      (row.evseId === evseId && (row.connectorId === 0 || row.connectorId === connectorId)),
  );
  const out = around.some(({ operational }) => operational === 'INOPERATIVE');
  const comesOut = around.some(({ scheduled }) => scheduled === 'INOPERATIVE');
  return {
    operational: out ? 'INOPERATIVE' : 'OPERATIVE',
    scheduled: comesOut ? 'INOPERATIVE' : (around.find(({ scheduled }) => scheduled)?.scheduled ?? null),
    asked: own?.asked ?? null,
    answer: own?.answer ?? null,
    askedAt: own?.askedAt ?? null,
    changedAt: own?.changedAt ?? null,
  };
}

const field = { description: 'Whether it is meant to be in service, as its station was asked and answered.' };

@Resolver(() => ChargingStation)
export class StationAvailabilityResolver {
  @FieldResolver(() => Availability, field)
  availability(@Root() { id: stationId }: ChargingStation, @Ctx() context: Context): Promise<Availability> {
    return availabilityOf(context, { stationId, evseId: 0, connectorId: 0 });
  }
}

@Resolver(() => Evse)
export class EvseAvailabilityResolver {
  @FieldResolver(() => Availability, field)
  availability(@Root() { stationId, evseId }: Evse, @Ctx() context: Context): Promise<Availability> {
    return availabilityOf(context, { stationId, evseId, connectorId: 0 });
  }
}

@Resolver(() => Connector)
export class ConnectorAvailabilityResolver {
  @FieldResolver(() => Availability, field)
  availability(
    @Root() { stationId, evseId, connectorId }: Connector,
    @Ctx() context: Context,
  ): Promise<Availability> {
    return availabilityOf(context, { stationId, evseId, connectorId });
  }
}

@ObjectType({
  implements: StationEvent,
  description: 'A station answered whether something goes in or out of service, or it does now.',
})
export class AvailabilityChanged extends StationEvent {
  @Field(() => Int, { nullable: true, description: 'The EVSE; 0 for the station as a whole.' })
  evseId!: number;

  @Field(() => Int, { nullable: true, description: 'The connector; 0 for the whole EVSE.' })
  connectorId!: number;

  @Field(() => OperationalStatus, { description: 'Whether this place itself is in service.' })
  operational!: OperationalStatus;

  @Field(() => OperationalStatus, {
    nullable: true,
    description: 'What comes once nothing charges there any more.',
  })
  scheduled!: OperationalStatus | null;

  @Field({ description: 'What the station answered: Accepted, Scheduled or Rejected.' })
  answer!: string;
}
