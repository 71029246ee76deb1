import * as x509 from '../../ocpp/x509.js';
import type { IssuingRole } from './certificate-authority.js';

/** What is wrong with a request to sign, in words. */
export class CsrProblem extends Error {}

/** The least that OCPP lets pass (2.x A00.FR.503; 1.6 security §5). */
const leastRsaBits = 2048;
const curves = ['P-256', 'P-384', 'P-521'];

/** Reads a request to sign and checks it: whole, signed by its own key, which is strong enough, and for this station. */
export async function readCsr(
  text: string,
  { role, station }: { role: IssuingRole; station: string },
): Promise<x509.Pkcs10CertificateRequest> {
  const csr = parse(text);
  checkStrength(csr.publicKey.algorithm);
  if (!(await csr.verify().catch(() => false))) throw new CsrProblem('its signature does not fit its key');
  if (role === 'STATION') checkSubject(csr.subjectName, station);
  else if (csr.subjectName.getField('CN').length !== 1)
    throw new CsrProblem('its subject has no common name');
  return csr;
}

function parse(text: string): x509.Pkcs10CertificateRequest {
  try {
    return new x509.Pkcs10CertificateRequest(text.replaceAll('\\n', '\n'));
  } catch {
    throw new CsrProblem('it is no PKCS #10 request in PEM');
  }
}

interface Strength {
  name?: string;
  /** RSA, bits. */
  modulusLength?: number;
  /** EC. */
  namedCurve?: string;
}

function checkStrength({ name, modulusLength, namedCurve }: Strength): void {
  if (name?.startsWith('RSA') && (modulusLength ?? 0) >= leastRsaBits && (modulusLength ?? 0) <= 8192) return;
  if (name?.startsWith('EC') && curves.includes(namedCurve ?? '')) return;
  throw new CsrProblem(
    `its key is neither RSA of ${leastRsaBits} bits or more nor EC on ${curves.join(', ')}`,
  );
}

/** The station is called by its identity with us; a serial number is no name that we could check. */
function checkSubject(subject: x509.Name, station: string): void {
  const [names, serials] = [subject.getField('CN'), subject.getField('2.5.4.5')];
  if ([...names, ...serials].includes(station)) return;
  throw new CsrProblem(`its subject names "${names.join(', ').slice(0, 100)}", not the station "${station}"`);
}
