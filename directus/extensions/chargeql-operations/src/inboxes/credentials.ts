/** 20 characters that no one misreads and every charger takes: OCPP 2.0.1 wants 16 to 40, 1.6 up to 20 bytes. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const length = 20;

/** A password for a station, by the browser's source of randomness. */
export function makePassword(): string {
  let password = '';
  // Bytes past the last whole run of the alphabet would favour its beginning.
  const most = Math.floor(256 / alphabet.length) * alphabet.length;
  while (password.length < length)
    for (const byte of crypto.getRandomValues(new Uint8Array(length * 2)))
      if (byte < most && password.length < length) password += alphabet[byte % alphabet.length];
  return password;
}
