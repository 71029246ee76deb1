/** What a station proves itself with, and whom it trusts; PEM. */
export interface Credentials {
  /** Basic auth (security profiles 1 and 2). */
  password?: string | undefined;
  /** Authorities whose server certificates it takes; left out, those that Node.js knows. */
  ca?: string | string[] | undefined;
  /** Its client certificate (profile 3), with what stands above it behind. */
  cert?: string | undefined;
  /** The private key of that. */
  key?: string | undefined;
}

/** By which security profile a station comes with these: none, a password, TLS and a password, TLS and a certificate. */
export function securityProfileOf(url: string, { password, cert }: Credentials): 0 | 1 | 2 | 3 {
  const secure = url.startsWith('wss:');
  if (secure && cert !== undefined) return 3;
  if (password === undefined) return 0;
  return secure ? 2 : 1;
}

export const basicAuth = (id: string, password: string): string =>
  `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}`;

/** Errors of OpenSSL that mean: nobody trusted stands behind the server's certificate. */
const untrusted = new Set([
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** Why a connection failed, in words, with the next step where there is one. */
export function troubleOf(error: Error & { code?: string }): string {
  if (error.code && untrusted.has(error.code))
    return `the server's certificate is of no authority that is trusted here; --ca names one (${error.message})`;
  return error.message || 'connection failed';
}
