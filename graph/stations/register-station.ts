import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { updateRow } from '../editing/rows.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { ChargingStation, stationNoun } from './charging-station.js';
import type { RegistrationStatus } from './words.js';

/** Stations follow: one that waits is made to boot again at once, the others are told at their next boot. */
@Resolver()
export class RegisterStationResolver {
  @Mutation(() => ChargingStation, {
    description:
      'Accepts a station. One that is pending and connected is asked to boot again at once, and told so; a rejected one learns it when it boots next.',
  })
  approveStation(
    @Arg('id', () => ID, { description: 'The station.' }) id: string,
    @Ctx() context: Context,
  ): Promise<ChargingStation> {
    return decide(context, id, 'ACCEPTED');
  }

  @Mutation(() => ChargingStation, {
    description:
      'Rejects a station: from now on what it says is refused but for its boot, and nothing is sent to it. It stays connected.',
  })
  rejectStation(
    @Arg('id', () => ID, { description: 'The station.' }) id: string,
    @Ctx() context: Context,
  ): Promise<ChargingStation> {
    return decide(context, id, 'REJECTED');
  }

  @Mutation(() => ChargingStation, {
    description:
      'Has a station wait for its acceptance: from now on it may be configured and tells what it is asked for; it may not charge.',
  })
  suspendStation(
    @Arg('id', () => ID, { description: 'The station.' }) id: string,
    @Ctx() context: Context,
  ): Promise<ChargingStation> {
    return decide(context, id, 'PENDING');
  }
}

async function decide(
  { pool }: Context,
  id: string,
  registrationStatus: RegistrationStatus,
): Promise<ChargingStation> {
  const station = await updateRow(pool, stationNoun, id, { registrationStatus });
  if (!station) throw failure('NOT_FOUND', `there is no station ${id}`);
  return station;
}
