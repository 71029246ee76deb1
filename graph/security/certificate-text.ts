import { X509Certificate } from 'node:crypto';
import { failure } from '../server/errors.js';

/** Certificates in PEM as a station gets them: those of authorities that are in their time, and nothing beside. */
export function certificateText(given: string): string {
  const blocks = given.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  if (!blocks)
    throw failure('BAD_USER_INPUT', 'certificate takes a certificate in PEM (-----BEGIN CERTIFICATE-----)');
  for (const block of blocks) check(block);
  return blocks.map((block) => block.trim()).join('\n');
}

function check(block: string): void {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(block);
  } catch {
    throw failure('BAD_USER_INPUT', 'certificate holds a block that is no X.509 certificate');
  }
  if (!certificate.ca)
    throw failure(
      'BAD_USER_INPUT',
      'certificate takes one of a certificate authority; this one is not (basicConstraints)',
    );
  if (certificate.validToDate < new Date())
    throw failure(
      'BAD_USER_INPUT',
      `the certificate has expired on ${certificate.validToDate.toISOString()}`,
    );
}
