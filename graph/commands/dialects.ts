import type { OcppVersion } from '../../ocpp/versions.js';
import { failure } from '../server/errors.js';

/** How one dialect asks for a wish: the calls it takes, in their order, and what their answers say in our words. */
export interface Row<Wish, Answer> {
  action: string;
  calls(wish: Wish): object[];
  /** Of the CALLRESULTs of all calls. A station may leave out what it owes, so nothing here may rely on it. */
  answer(results: readonly object[], wish: Wish): Answer;
}

/** A row a dialect; a missing one means "this station cannot be asked that". */
export interface Dialects<Wish, Answer> {
  v16?: Row<Wish, Answer>;
  v2?: Row<Wish, Answer>;
  /** Where 2.1 differs from 2.0.1. */
  v21?: Row<Wish, Answer>;
}

/** The usual row: one call, typed by the protocol's own request and response. */
export const asks = <Wish, Request extends object, Response extends object, Answer>(
  action: string,
  call: (wish: Wish) => Request,
  answer: (response: Partial<Response>, wish: Wish) => Answer,
): Row<Wish, Answer> => ({
  action,
  calls: (wish) => [call(wish)],
  answer: ([response], wish) => answer(response ?? {}, wish),
});

export function rowOf<Wish, Answer>(
  { v16, v2, v21 }: Dialects<Wish, Answer>,
  version: OcppVersion,
): Row<Wish, Answer> {
  const row = version === 'ocpp1.6' ? v16 : version === 'ocpp2.1' ? (v21 ?? v2) : v2;
  return row ?? unsupported(`a station that speaks ${version} cannot be asked that`);
}

export function unsupported(message: string): never {
  throw failure('UNSUPPORTED', message);
}

/** What was left out (or given as null, the same in GraphQL) stays out of the payload. */
export type Given<Fields extends object> = { [Field in keyof Fields]?: NonNullable<Fields[Field]> };

export const given = <Fields extends object>(fields: Fields): Given<Fields> =>
  Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as Given<Fields>;
