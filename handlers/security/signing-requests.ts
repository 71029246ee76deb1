import { createHash } from 'node:crypto';
import { hashOf, isSameHash } from '../../ocpp/certificate-hash.js';
import { log } from '../../platform/log.js';
import type { Consulted, Consulting, Keeping, Told } from '../action.js';
import { insertion, lastOfEach } from '../insertion.js';
import { openAuthorities } from './certificate-authority.js';
import type { SigningRequest } from './certificates.js';
import { CsrProblem, readCsr } from './csr.js';
import { deliver } from './deliveries.js';
import { keepIssued } from './issued-certificates.js';
import { type NewCertificate, roleOf, sign } from './signing.js';

export interface SigningVerdict {
  status: 'Accepted' | 'Rejected';
  /** Why not, in words; null where nobody signs here at all. */
  problem: string | null;
}
export type Signed = { certificate: NewCertificate } | { problem: string | null };

interface Row extends SigningRequest {
  stationId: string;
  status: SigningVerdict['status'];
  problem: string | null;
  at: Date;
}

const add = insertion<Row>(
  {
    table: 'certificate_signing_request',
    columns: {
      stationId: 'text',
      requestId: 'bigint',
      certificateType: 'text',
      csr: 'text',
      rootCertificateHash: 'jsonb',
      status: 'text',
      problem: 'text',
      at: 'timestamptz',
    },
  },
  `on conflict (station_id, certificate_type, md5(csr)) do update
   set request_id = excluded.request_id, status = excluded.status, problem = excluded.problem, at = excluded.at`,
);

export const digestOf = (csr: string): string => createHash('sha256').update(csr).digest('hex');

/** Checks a request and signs it. Signing takes a while, so it is done before the transaction. */
export async function signRequest(
  { station, fact }: Told<SigningRequest>,
  { pool, settings }: Consulting,
): Promise<Signed> {
  const role = roleOf[fact.certificateType];
  const authority = role && (await openAuthorities(pool, settings))?.[role];
  if (!role || !authority) return { problem: null };
  try {
    const { rootCertificateHash: wanted } = fact;
    const { root } = authority;
    if (wanted && !(root && isSameHash(hashOf(root, root, wanted.hashAlgorithm), wanted)))
      throw new CsrProblem('the root it asks for is not ours');
    const csr = await readCsr(fact.csr, { role, station });
    return { certificate: await sign(csr, { authority, role, station, settings }) };
  } catch (error) {
    if (!(error instanceof CsrProblem)) throw error;
    log.info({ station, problem: error.message }, 'a request for a certificate was refused');
    return { problem: error.message };
  }
}

/** Keeps requests and the certificates made from them, and sends these. One that is repeated gets the same again. */
export async function keepSigningRequests(
  told: Consulted<SigningRequest, Signed>[],
  keeping: Keeping,
): Promise<SigningVerdict[]> {
  const { tx, emit } = keeping;
  const verdicts = told.map(({ found }): SigningVerdict => {
    const refused = !found || 'problem' in found;
    return { status: refused ? 'Rejected' : 'Accepted', problem: refused ? (found?.problem ?? null) : null };
  });
  const rows = told.map(({ station, receivedAt, fact }, i) => ({
    ...fact,
    ...(verdicts[i] as SigningVerdict),
    stationId: station,
    at: receivedAt,
  }));
  const kept = await add(
    tx,
    lastOfEach(rows, ({ stationId, certificateType, csr }) => [stationId, certificateType, csr]),
  );
  for (const { isNew, stationId, at, certificateType, requestId, status } of kept)
    if (isNew)
      emit({
        station: stationId,
        type: 'CertificateSigningRequested',
        at,
        data: { certificateType, requestId, status },
      });
  const issued = told.flatMap(({ station, fact, found }) =>
    found && 'certificate' in found ? [{ station, request: fact, certificate: found.certificate }] : [],
  );
  await deliver(keeping, await keepIssued(keeping, issued));
  return verdicts;
}
