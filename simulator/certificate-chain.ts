import { createPrivateKey, X509Certificate } from 'node:crypto';

/** The certificates of a PEM text, in their order; none where one can't be read. */
export function readChain(pem: string): X509Certificate[] {
  try {
    const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return [];
  }
}

const isInItsTime = ({ validFromDate, validToDate }: X509Certificate, now: Date): boolean =>
  validFromDate <= now && now <= validToDate;

/** What is wrong with a chain that was signed for a key, leaf first, in words; undefined where nothing is. */
export function faultOfChain(pem: string, key: string, now = new Date()): string | undefined {
  const chain = readChain(pem);
  const [leaf] = chain;
  if (!leaf) return 'it is no chain of certificates in PEM';
  if (!leaf.checkPrivateKey(createPrivateKey(key))) return 'it is not of the key that was made for it';
  if (leaf.ca) return 'it is an authority’s';
  if (!chain.every((each) => isInItsTime(each, now))) return 'it is not valid yet, or has expired';
  const fits = chain.every((each, i) => {
    const issuer = chain[i + 1];
    return !issuer || (issuer.ca && each.checkIssued(issuer) && each.verify(issuer.publicKey));
  });
  return fits ? undefined : 'one of it was not signed by the next';
}

/** What is wrong with a root to be trusted, in words. */
export function faultOfRoot(pem: string, now = new Date()): string | undefined {
  const [root] = readChain(pem);
  if (!root) return 'it is no certificate in PEM';
  if (!root.ca) return 'it is no authority’s';
  return isInItsTime(root, now) ? undefined : 'it is not valid yet, or has expired';
}
