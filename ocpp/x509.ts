/** The library finds its parts by decorators, whose metadata has to be there before it is. */
import 'reflect-metadata';

import { PemConverter, X509Certificate } from '@peculiar/x509';

export * from '@peculiar/x509';

/** All certificates of a PEM text, in their order. */
export const certificatesIn = (pem: string): X509Certificate[] =>
  PemConverter.decode(pem).map((der) => new X509Certificate(der));
