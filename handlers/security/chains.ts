import type { X509Certificate } from 'node:crypto';

/** A way from a certificate to one that is trusted, both at its ends; or what is wrong, to be said after "it". */
export type Verified =
  | { path: X509Certificate[] }
  | { problem: string; kind: 'EXPIRED' | 'SIGNATURE' | 'CHAIN' };

const longest = 6;

/**
 * Follows a chain, leaf first, to a certificate that is trusted: each in its time, signed by the next, which has to be an
 * authority's. What the other end sent beside that is not looked at.
 */
export function verifyChain(
  chain: X509Certificate[],
  trusted: X509Certificate[],
  now = new Date(),
): Verified {
  const [leaf, ...sent] = chain;
  if (!leaf) return { problem: 'is missing', kind: 'CHAIN' };
  const path = [leaf];
  for (let last = leaf; path.length <= longest; last = path.at(-1) as X509Certificate) {
    if (now < last.validFromDate) return { problem: 'is not valid yet', kind: 'EXPIRED' };
    if (now > last.validToDate)
      return { problem: last === leaf ? 'has expired' : 'has an issuer that has expired', kind: 'EXPIRED' };
    if (last !== leaf && !last.ca)
      return { problem: 'was issued by one that is no authority', kind: 'CHAIN' };
    if (trusted.some((each) => each.fingerprint256 === last.fingerprint256)) return { path };
    const issuers = [...trusted, ...sent].filter((each) => each !== last && last.checkIssued(each));
    const issuer = issuers.find((each) => last.verify(each.publicKey));
    if (!issuer)
      return issuers.length > 0
        ? { problem: 'has a signature that does not fit', kind: 'SIGNATURE' }
        : { problem: 'is of no authority that is known here', kind: 'CHAIN' };
    path.push(issuer);
  }
  return { problem: 'has too long a chain', kind: 'CHAIN' };
}
