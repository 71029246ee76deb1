import { createPrivateKey, webcrypto } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as x509 from '../../ocpp/x509.js';
import { reason } from '../../platform/log.js';
import { SettingError, type Settings } from '../../platform/settings.js';
import type { Authority } from './certificate-authority.js';

type CaSettings = Pick<Settings, 'CA_CERT_FILE' | 'CA_KEY_FILE'>;

/** An authority of one's own, from files: its certificate first, then what stands above it. */
export async function configuredAuthority({
  CA_CERT_FILE,
  CA_KEY_FILE,
}: CaSettings): Promise<Authority | undefined> {
  if (CA_CERT_FILE === undefined && CA_KEY_FILE === undefined) return undefined;
  if (CA_CERT_FILE === undefined || CA_KEY_FILE === undefined)
    throw new SettingError('CA_CERT_FILE and CA_KEY_FILE are set together or not at all');
  try {
    const [certificate, ...rest] = x509.certificatesIn(await readFile(CA_CERT_FILE, 'utf8'));
    if (!certificate) throw new Error('there is no certificate in CA_CERT_FILE');
    if (!certificate.getExtension(x509.BasicConstraintsExtension)?.ca)
      throw new Error('it is no authority’s certificate');
    const key = await privateKey(await readFile(CA_KEY_FILE, 'utf8'), certificate);
    const isRoot = (each: x509.X509Certificate) => each.subject === each.issuer;
    return {
      id: null,
      certificate,
      key,
      above: rest.filter((each) => !isRoot(each)),
      root: [...rest, certificate].find(isRoot),
    };
  } catch (error) {
    throw new SettingError(
      `CA_CERT_FILE and CA_KEY_FILE have to be an authority’s certificate and its key, both PEM (${reason(error)})`,
    );
  }
}

/** Checked against the certificate: what is signed by a key of somebody else is good for nothing. */
async function privateKey(pem: string, { publicKey }: x509.X509Certificate): Promise<webcrypto.CryptoKey> {
  const pkcs8 = createPrivateKey(pem).export({ format: 'der', type: 'pkcs8' });
  const algorithm = { hash: 'SHA-256', ...publicKey.algorithm };
  const key = await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign']);
  const probe = Buffer.from('probe');
  const signing = { ...algorithm, hash: 'SHA-256' };
  const signature = await webcrypto.subtle.sign(signing, key, probe);
  const fits = await webcrypto.subtle.verify(
    signing,
    await publicKey.export(algorithm, ['verify']),
    signature,
    probe,
  );
  if (!fits) throw new Error('the key is not that of the certificate');
  return key;
}
