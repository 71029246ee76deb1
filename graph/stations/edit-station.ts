import { IsOptional, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, Resolver } from 'type-graphql';
import { gatewayInbox } from '../../platform/broker/broker.js';
import type { Downstream } from '../../platform/broker/messages.js';
import { inTransaction } from '../../platform/database/pool.js';
import { hashPassword } from '../../platform/passwords.js';
import { insertRow, updateRow, type Values } from '../editing/rows.js';
import { IsPlainText } from '../editing/validators.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { ChargingStation, stationNoun } from './charging-station.js';
import { Acceptance, RegistrationStatus, ValidationMode } from './words.js';

@InputType({ description: 'What can be changed of a station; what is left out stays, null empties it.' })
class StationChange {
  @Field(() => String, { nullable: true, description: 'What people call it, up to 200 characters.' })
  @IsOptional()
  @MaxLength(200)
  @IsPlainText()
  name?: string | null;

  @Field(() => ID, { nullable: true, description: 'The location it stands at.' })
  locationId?: string | null;

  @Field(() => RegistrationStatus, {
    nullable: true,
    description: 'Whether it may take part; ACCEPTED approves a pending station.',
  })
  registrationStatus?: RegistrationStatus | null;

  @Field(() => Acceptance, { nullable: true, description: 'How it is accepted while it is pending.' })
  acceptance?: Acceptance | null;

  @Field(() => ValidationMode, {
    nullable: true,
    description: 'What happens to messages of it that break their schema.',
  })
  validationMode?: ValidationMode | null;

  @Field(() => Int, { nullable: true, description: 'OCPP security profile, 0 to 3; it can only be raised.' })
  @IsOptional()
  @Min(0)
  @Max(3)
  securityProfile?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The password of its Basic authentication (security profiles 1 and 2), 8 to 64 printable ASCII characters; OCPP 2.x wants 16 to 40. Null: none. It is kept as an argon2id hash and can never be read.',
  })
  @IsOptional()
  @Length(8, 64)
  @Matches(/^[\x21-\x7e]*$/, { message: 'password holds printable ASCII characters only, no spaces' })
  password?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Heartbeat interval it is told at boot, in seconds, 1 to 86400; null for the setting of the system.',
  })
  @IsOptional()
  @Min(1)
  @Max(86_400)
  heartbeatInterval?: number | null;
}

@InputType({ description: 'A new station.' })
class NewStation extends StationChange {
  @Field(() => ID, {
    description:
      'The identity it connects with: the last segment of its URL, decoded; 1 to 255 characters (OCPP 2.x: up to 48), no colon and no slash.',
  })
  @Length(1, 255)
  @Matches(/^[^:/\p{Cc}]+$/u, { message: 'id holds no colon, slash or control character' })
  id!: string;
}

/** The columns behind an input: a password only ever as its hash. */
async function columnsOf({ password, ...input }: StationChange): Promise<Values> {
  if (password === undefined) return { ...input };
  return {
    ...input,
    passwordHash: password === null ? null : await hashPassword(password),
    // A rotation under way is over: what an admin enters holds alone.
    nextPasswordHash: null,
  };
}

@Resolver()
export class EditStationResolver {
  @Mutation(() => ChargingStation, {
    description: 'Enters a station before it connects. CONFLICT when it exists.',
  })
  async createStation(
    @Arg('input', () => NewStation, { description: 'The station.' }) input: NewStation,
    @Ctx() { pool }: Context,
  ): Promise<ChargingStation> {
    return insertRow(pool, stationNoun, await columnsOf(input));
  }

  @Mutation(() => ChargingStation, { description: 'Changes a station.' })
  async updateStation(
    @Arg('id', () => ID, { description: 'The station.' }) id: string,
    @Arg('input', () => StationChange, { description: 'What changes.' }) input: StationChange,
    @Ctx() { pool }: Context,
  ): Promise<ChargingStation> {
    const values = await columnsOf(input);
    return inTransaction(pool, async (tx) => {
      const { rows } = await tx.query(
        'select security_profile from charging_station where id = $1 for no key update',
        [id],
      );
      if (!rows[0]) throw failure('NOT_FOUND', `there is no station ${id}`);
      // A station must not be talked back into a weaker profile (2.x A05).
      if (input.securityProfile != null && input.securityProfile < rows[0].security_profile)
        throw failure(
          'CONFLICT',
          `the security profile is ${rows[0].security_profile} and can only be raised`,
        );
      return (await updateRow(tx, stationNoun, id, values)) as ChargingStation;
    });
  }

  @Mutation(() => ID, {
    description:
      'Deletes a station with its EVSEs, connections and commands, and ends its connection. Gives back its id. CONFLICT when it has transactions, unless these go too.',
  })
  async deleteStation(
    @Arg('id', () => ID, { description: 'The station.' }) id: string,
    @Arg('withTransactions', () => Boolean, {
      defaultValue: false,
      description: 'Whether its transactions, and with them what was charged there, are deleted too.',
    })
    withTransactions: boolean,
    @Ctx() { pool, broker }: Context,
  ): Promise<string> {
    const gone = await inTransaction(pool, async (tx) => {
      const { rows } = await tx.query(
        `select online, gateway_id, connection_epoch::text as epoch,
           exists (select from transaction t where t.station_id = s.id) as charged
         from charging_station s where id = $1 for update`,
        [id],
      );
      if (!rows[0]) throw failure('NOT_FOUND', `there is no station ${id}`);
      if (rows[0].charged && !withTransactions)
        throw failure('CONFLICT', `station ${id} has transactions; say withTransactions to delete them too`);
      await tx.query('delete from charging_station where id = $1', [id]);
      return rows[0];
    });
    if (gone.online) {
      const before = String(BigInt(gone.epoch) + 1n);
      const end: Downstream = { evictions: [{ station: id, before, reason: 'the station was deleted' }] };
      broker.post(gatewayInbox(gone.gateway_id), JSON.stringify(end));
    }
    return id;
  }
}
