import { X509Certificate } from 'node:crypto';
import type { Pool } from '../../platform/database/pool.js';
import { reason } from '../../platform/log.js';
import type { Settings } from '../../platform/settings.js';
import type { CertificateCheck } from '../connections/judgement.js';
import { openAuthorities } from './certificate-authority.js';
import { verifyChain } from './chains.js';
import { revocationOf } from './revocation.js';
import { trustedRoots } from './trusted-roots.js';

const clientAuth = '1.3.6.1.5.5.7.3.2';
const anyUse = '2.5.29.37.0';

/** How the handlers judge client certificates: those of our own station authority and of the roots that are configured. */
export function clientCertificates(pool: Pool, settings: Settings): CertificateCheck {
  const configured = trustedRoots(settings, 'CLIENT_CA_FILE');
  return async (station, certificates) => {
    try {
      const chain = certificates.map((der) => new X509Certificate(Buffer.from(der, 'base64')));
      const [leaf] = chain as [X509Certificate];
      const own = (await openAuthorities(pool, settings))?.STATION;
      const ours = own && new X509Certificate(Buffer.from(own.certificate.rawData));
      const problem = whatIsWrong(leaf, station);
      if (problem) return { problem };
      const verified = verifyChain(chain, ours ? [ours, ...configured] : configured);
      if ('problem' in verified) return verified;
      const isOurs = ours !== undefined && verified.path.at(-1)?.fingerprint256 === ours.fingerprint256;
      const fingerprint = fingerprintOf(leaf);
      const revoked =
        isOurs && own?.id !== null
          ? await revokedByUs(pool, fingerprint)
          : ((await revokedByUs(pool, fingerprint, false)) ??
            (await revokedElsewhere(verified.path, settings)));
      return revoked === undefined ? { fingerprint } : { problem: revoked };
    } catch (error) {
      return { problem: `can’t be read (${reason(error)})` };
    }
  };
}

export const fingerprintOf = ({ fingerprint256 }: X509Certificate): string =>
  fingerprint256.replaceAll(':', '').toLowerCase();

/** Of the leaf itself: what it is for, and whose it is (2.x A00.FR.412; 1.6 security §5). */
function whatIsWrong(leaf: X509Certificate, station: string): string | undefined {
  const uses = leaf.keyUsage ?? [];
  if (leaf.ca) return 'is an authority’s, not a station’s';
  if (uses.length > 0 && !uses.includes(clientAuth) && !uses.includes(anyUse)) return 'is not for clients';
  const { CN, serialNumber } = leaf.toLegacyObject().subject as unknown as Record<
    string,
    string | string[] | undefined
  >;
  if (CN !== station && serialNumber !== station)
    return `names ${JSON.stringify(CN ?? null)}, not the station of the URL`;
  return undefined;
}

/** @param mustBeKnown whether one that is in no row of ours is taken for somebody else's forgery */
async function revokedByUs(pool: Pool, fingerprint: string, mustBeKnown = true): Promise<string | undefined> {
  const { rows } = await pool.query({
    name: 'issued by fingerprint',
    text: 'select revoked_at from issued_certificate where fingerprint = $1',
    values: [fingerprint],
  });
  if (!rows[0]) return mustBeKnown ? 'is in no record of what was issued here' : undefined;
  return rows[0].revoked_at ? 'was revoked' : undefined;
}

async function revokedElsewhere(path: X509Certificate[], settings: Settings): Promise<string | undefined> {
  if (settings.CLIENT_REVOCATION === 'off' || path.length < 2) return undefined;
  const signal = AbortSignal.timeout((settings.ANSWER_TIMEOUT * 1000) / 2);
  for (const [i, certificate] of path.slice(0, -1).entries()) {
    const status = await revocationOf(certificate, path[i + 1] as X509Certificate, { settings, signal });
    if (status === 'Revoked') return i === 0 ? 'was revoked' : 'has an issuer that was revoked';
    if (status !== 'Good' && status !== 'None' && settings.CLIENT_REVOCATION === 'hard')
      return 'may be revoked: nobody who should know answers';
  }
  return undefined;
}
