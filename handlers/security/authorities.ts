import type { X509Certificate } from 'node:crypto';
import type { CertificateHash } from '../../ocpp/certificate-hash.js';
import { log, reason } from '../../platform/log.js';
import { askOutside } from '../../platform/outbound.js';
import type { Asking } from './asking.js';
import { type ContractShown, type ContractVerdict, chainIn, contractPath } from './contracts.js';
import { knownIssuers } from './issuers.js';
import { askResponder } from './responders.js';
import { askRevocation } from './revocation.js';

/**
 * An OCSP responder's answer, DER in base64; undefined where it has none, or one that others than the issuer signed. Where
 * the issuer is not known here it goes on as it came: whoever asked checks its signature.
 */
export async function ocspOf(
  certificate: CertificateHash,
  responderUrl: string,
  asking: Asking,
): Promise<string | undefined> {
  try {
    const known = knownIssuers(asking.settings);
    return (await askResponder(certificate, responderUrl, asking, known)).der.toString('base64');
  } catch (error) {
    log.info({ reason: reason(error) }, 'an OCSP responder has no answer');
    return undefined;
  }
}

export interface ContractWish {
  exiRequest: string;
  schemaVersion: string;
  action: string;
  station: string;
}

const mostContractBytes = 200_000;

/**
 * An ISO 15118 contract provider's answer to an EXI request, in base64; undefined where none is set, or it gives none.
 * The provider at CONTRACT_PROVIDER_URL is sent { stationId, action, iso15118SchemaVersion, exiRequest } as JSON by POST,
 * and answers { exiResponse }, or { exiResponse: null } for a no.
 */
export async function askContractProvider(
  { exiRequest, schemaVersion, action, station }: ContractWish,
  { settings, signal }: Asking,
): Promise<string | undefined> {
  const url = settings.CONTRACT_PROVIDER_URL;
  if (url === undefined) return undefined;
  try {
    const body = JSON.stringify({
      stationId: station,
      action,
      iso15118SchemaVersion: schemaVersion,
      exiRequest,
    });
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
    const asked = {
      method: 'POST',
      body,
      headers,
      signal,
      maxBytes: mostContractBytes,
      allowPrivate: true,
    } as const;
    const { exiResponse } = JSON.parse((await askOutside(url, asked)).toString()) as {
      exiResponse?: unknown;
    };
    return typeof exiResponse === 'string' && exiResponse !== '' ? exiResponse : undefined;
  } catch (error) {
    log.warn({ reason: reason(error) }, 'the contract provider has no answer');
    return undefined;
  }
}

/**
 * Looks at what a vehicle showed at Authorize (C07, C08): the chain of its contract certificate against the roots of
 * ISO 15118 that we know, and the status of what its hashes name. To be called where no transaction is open.
 */
export async function validateContract(
  shown: ContractShown,
  roots: X509Certificate[],
  asking: Asking,
): Promise<ContractVerdict> {
  if (shown.certificate) {
    const verdict = contractPath(shown.certificate, roots);
    if (verdict !== 'Accepted') return verdict;
  }
  const issuers = [...roots, ...(shown.certificate ? chainIn(shown.certificate) : [])];
  const statuses = await Promise.all(
    (shown.hashes ?? []).map(({ responderURL, ...certificate }) =>
      askRevocation(certificate, { source: 'OCSP', urls: [responderURL], issuers }, asking),
    ),
  );
  if (statuses.some(({ status }) => status === 'Revoked')) return 'CertificateRevoked';
  if (statuses.some(({ status }) => status !== 'Good')) return 'CertChainError';
  return !shown.certificate && statuses.length === 0 ? 'NoCertificateAvailable' : 'Accepted';
}
