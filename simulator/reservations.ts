import type { Evse } from './evse.js';
import type { Reply } from './requests.js';
import type { Token } from './session.js';
import type { Station } from './station.js';

/** An EVSE that is held for a driver. Groups of tokens are not known here: only the token itself may use it. */
export interface Reservation {
  id: number;
  /** Undefined: any of the station's. */
  evseId: number | undefined;
  idToken: string;
  callOff: () => void;
}

export interface ReservationWish {
  id: number;
  evseId: number | undefined;
  idToken: string;
  /** Epoch milliseconds. */
  expiresAt: number;
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

export const reservationAt = ({ station, id }: Evse): Reservation | undefined =>
  station.reservations.find(({ evseId }) => evseId === id);

/** Whether a driver may charge here: not where it is held for somebody else. */
export function mayUse(evse: Evse, { idToken }: Token): boolean {
  const held = reservationAt(evse);
  return !held || same(held.idToken, idToken);
}

/** The reservation that a session uses is over with its begin (1.6 §5.13, 2.x H03). */
export function takeReservation(evse: Evse, { idToken }: Token): number | undefined {
  const { station } = evse;
  const mine = station.reservations.filter((each) => same(each.idToken, idToken));
  const used =
    mine.find(({ evseId }) => evseId === evse.id) ?? mine.find(({ evseId }) => evseId === undefined);
  if (used) forget(station, used);
  return used?.id;
}

function forget(station: Station, gone: Reservation): void {
  gone.callOff();
  station.reservations = station.reservations.filter((each) => each !== gone);
  for (const evse of station.evses) evse.changed();
}

/** H01, 1.6 §5.13. One of the same number is replaced. */
export function reserve(
  station: Station,
  wish: ReservationWish,
): Reply<'Accepted' | 'Occupied' | 'Rejected' | 'Unavailable'> {
  const { id, evseId, idToken, expiresAt } = wish;
  const before = station.reservations.find((each) => each.id === id);
  const others = station.reservations.filter((each) => each !== before);
  const wanted = evseId === undefined ? station.evses : station.evses.filter((each) => each.id === evseId);
  const left = expiresAt - Date.now();
  if (wanted.length === 0 || left <= 0) return { status: 'Rejected' };
  const usable = wanted.filter(({ operative }) => operative);
  if (usable.length === 0) return { status: 'Unavailable' };
  const free = usable.filter(
    (each) => each.isFree && !others.some((other) => other.evseId === each.id),
  ).length;
  const promised = others.filter((other) => other.evseId === undefined).length;
  if (free <= (evseId === undefined ? promised : 0)) return { status: 'Occupied' };
  return {
    status: 'Accepted',
    after: () => {
      if (before) forget(station, before);
      const callOff = station.around.agenda.after(left, () => expire(station, id));
      station.reservations.push({ id, evseId, idToken, callOff });
      for (const evse of station.evses) evse.changed();
    },
  };
}

function expire(station: Station, id: number): void {
  const gone = station.reservations.find((each) => each.id === id);
  if (!gone) return;
  forget(station, gone);
  const told = station.dialect.reservationEnded?.(id);
  if (told && station.isOnline) void station.ask(told);
}

/** H02, 1.6 §5.1. */
export function cancelReservation(station: Station, id: number): Reply<'Accepted' | 'Rejected'> {
  const gone = station.reservations.find((each) => each.id === id);
  return gone ? { status: 'Accepted', after: () => forget(station, gone) } : { status: 'Rejected' };
}
