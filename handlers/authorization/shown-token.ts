import { short } from '../bounds.js';
import type { ShownToken } from './id-tokens.js';

export const shownTag = (idTag: string): ShownToken => ({ idToken: short(idTag), unasked: false });

/** The type tells only whether anyone is to be asked: one card comes under several types. */
export const shownToken = ({ idToken, type }: { idToken: string; type: string }): ShownToken => ({
  idToken: short(idToken),
  unasked: type === 'NoAuthorization',
});
