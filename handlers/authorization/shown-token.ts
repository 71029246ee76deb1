import { short } from '../bounds.js';

/** A token shown to a station. */
export interface ShownToken {
  idToken: string;
  /** Its type in 2.x; null in 1.6, which has none. */
  type: string | null;
  /** 2.x type NoAuthorization: the station charges whoever comes (C02). */
  unasked: boolean;
}

export const shownTag = (idTag: string): ShownToken => ({
  idToken: short(idTag),
  type: null,
  unasked: false,
});

/** The type tells only whether anyone is to be asked: one card comes under several types. */
export const shownToken = ({ idToken, type }: { idToken: string; type: string }): ShownToken => ({
  idToken: short(idToken),
  type: short(type),
  unasked: type === 'NoAuthorization',
});
