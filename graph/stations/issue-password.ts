import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from 'type-graphql';
import { drawPassword, hashDrawnPassword } from '../../platform/passwords.js';
import { updateRow } from '../editing/rows.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { ChargingStation, stationNoun } from './charging-station.js';

@ObjectType({ description: 'A password that was drawn for a station.' })
export class IssuedStationPassword {
  @Field(() => ChargingStation, { description: 'The station.' })
  station!: ChargingStation;

  @Field({ description: 'The new password. It is shown this once; nobody can read it again.' })
  password!: string;
}

/** For a station that is set up by hand; `rotateStationPassword` tells it the password over OCPP. */
@Resolver()
export class IssuePasswordResolver {
  @Mutation(() => IssuedStationPassword, {
    description:
      'Draws a password for a station (security profiles 1 and 2) and enters it at once; whoever sets the station up has to enter it there. 40 hexadecimal digits, which every version takes: 160 random bits, so that it can be verified fast when a whole fleet comes back.',
  })
  async issueStationPassword(
    @Arg('stationId', () => ID, { description: 'The station.' }) id: string,
    @Ctx() { pool, settings }: Context,
  ): Promise<IssuedStationPassword> {
    const password = drawPassword();
    const station = await updateRow(pool, stationNoun, id, {
      passwordHash: await hashDrawnPassword(id, password, settings.SECRET),
      // A rotation under way is over.
      nextPasswordHash: null,
    });
    if (!station) throw failure('NOT_FOUND', `there is no station ${id}`);
    return { station, password };
  }
}
