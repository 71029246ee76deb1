/**
 * What a password is, whichever way it is written: a key of 16 to 20 bytes is told to a 1.6 station in hexadecimal
 * (AuthorizationKey), and stations then send either those digits or the bytes themselves as their password.
 */
export function passwordBytes(written: Buffer | string): Buffer {
  const bytes = Buffer.from(written);
  const text = bytes.toString('latin1');
  return /^([0-9a-f]{2}){16,20}$/i.test(text) ? Buffer.from(text, 'hex') : bytes;
}

/** Most bytes of a password that is looked at: 2.x takes 64 characters. */
export const mostPasswordBytes = 256;
