import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { ask } from '../commands/ask.js';
import { asks, type Dialects, given, unsupported } from '../commands/dialects.js';
import { CommandOptions } from '../commands/options.js';
import { resultType, StatusAnswer as Status, type StatusAnswer, statusAnswer } from '../commands/result.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { drawReservationNumber, requestReservation, typesOf } from './requests.js';
import { Reservation, reservationNoun } from './reservation.js';

/** What is to be held, for whom, until when. */
export interface Wish {
  reservationId: number;
  evseId: number | null | undefined;
  connectorType: string | null | undefined;
  idToken: { idToken: string; type: string };
  groupIdToken: { idToken: string; type: string } | undefined;
  expiresAt: Date;
}

/** 1.6 §5.13, where connector 0 is any of them; 2.x H01. */
const reserve: Dialects<Wish, StatusAnswer> = {
  v16: asks<Wish, V16.ReserveNowRequest, V16.ReserveNowResponse, StatusAnswer>(
    'ReserveNow',
    ({ reservationId, evseId, connectorType, idToken, groupIdToken, expiresAt }) => {
      if (connectorType != null)
        unsupported('a station that speaks OCPP 1.6 cannot reserve by the type of connector');
      return {
        connectorId: evseId ?? 0,
        expiryDate: expiresAt.toISOString(),
        idTag: idToken.idToken,
        reservationId,
        ...given({ parentIdTag: groupIdToken?.idToken }),
      };
    },
    statusAnswer,
  ),
  v2: asks<Wish, V21.ReserveNowRequest, V21.ReserveNowResponse, StatusAnswer>(
    'ReserveNow',
    ({ reservationId, evseId, connectorType, idToken, groupIdToken, expiresAt }) => ({
      id: reservationId,
      expiryDateTime: expiresAt.toISOString(),
      idToken,
      ...given({ evseId, connectorType, groupIdToken }),
    }),
    statusAnswer,
  ),
};

@ObjectType({ description: 'How a wish to reserve went.' })
class ReserveResult extends resultType('Reserve', Status) {}

@Resolver(() => ReserveResult)
export class ReserveResolver {
  @Mutation(() => ReserveResult, {
    description: 'Asks a station to hold an EVSE, a type of connector, or anything it has, for a token.',
  })
  async reserve(
    @Arg('stationId', () => ID, { description: 'The station.' }) stationId: string,
    @Arg('idToken', () => String, { description: 'The token it is held for.' }) idToken: string,
    @Arg('expiresAt', () => Date, { description: 'When it ends by itself.' }) expiresAt: Date,
    @Arg('evseId', () => Int, {
      nullable: true,
      description: 'The EVSE (1.6: the connectorId). Left out: any.',
    })
    evseId: number | null | undefined,
    @Arg('connectorType', () => String, {
      nullable: true,
      description: 'The type of connector that is wanted: cCCS2, sType2, … (OCPP 2.x). Left out: any.',
    })
    connectorType: string | null | undefined,
    @Arg('idTokenType', () => String, {
      nullable: true,
      description: 'The type of the token (OCPP 2.x). Left out: as it is known here, else Central.',
    })
    idTokenType: string | null | undefined,
    @Arg('groupIdToken', () => String, {
      nullable: true,
      description: 'The group whose tokens may use it too (1.6: the parentIdTag).',
    })
    groupIdToken: string | null | undefined,
    @Args(() => CommandOptions) options: CommandOptions,
    @Ctx() context: Context,
  ): Promise<object> {
    if (expiresAt.getTime() <= Date.now()) throw failure('BAD_USER_INPUT', 'expiresAt lies in the past');
    const { pool, identity } = context;
    const types = await typesOf(pool, [idToken, groupIdToken ?? '']);
    const wish: Wish = {
      reservationId: await drawReservationNumber(pool, stationId),
      evseId,
      connectorType,
      idToken: { idToken, type: idTokenType ?? types.get(idToken.toLowerCase()) ?? 'Central' },
      groupIdToken:
        groupIdToken == null
          ? undefined
          : { idToken: groupIdToken, type: types.get(groupIdToken.toLowerCase()) ?? 'Central' },
      expiresAt,
    };
    return new ReserveResult(
      await ask(context, {
        ...{ stationId, dialects: reserve, wish },
        options: untilThen(options, expiresAt),
        drawn: ['reservationId', 'id'],
        beside: (tx, commands) => requestReservation(tx, wish, { command: commands[0], by: identity.name }),
      }),
    );
  }

  @FieldResolver(() => Reservation, { nullable: true, description: 'The reservation as it stands now.' })
  async reservation(@Root() result: ReserveResult, @Ctx() { load }: Context): Promise<Reservation | null> {
    const { stationId, payload } = result.command();
    const number = String(payload.reservationId ?? payload.id);
    const key = { sql: `w.station_id || '|' || w.reservation_id`, type: 'text' } as const;
    return load.one(reservationNoun, key, `${stationId}|${number}`);
  }
}

/** What waits for its station longer than the reservation would last is worth nothing. */
const untilThen = (options: CommandOptions, expiresAt: Date): CommandOptions => {
  const { whenOffline, expiresInSeconds, expiresAt: given } = options;
  if (whenOffline === 'FAIL') return options;
  const wanted = given?.getTime() ?? Date.now() + (expiresInSeconds ?? 86_400) * 1000;
  const { expiresInSeconds: _, ...rest } = options;
  return { ...rest, expiresAt: new Date(Math.min(wanted, expiresAt.getTime())) };
};
