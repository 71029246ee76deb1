import { z } from 'zod';
import { count, flag } from './setting-forms.js';

/** TLS, certificates and who vouches for them: rows of the table of settings. */
export const securitySettings = {
  TLS_CERT_FILE: {
    takes: z.string().optional(),
    form: 'a file path',
    about:
      'server certificate chain, PEM; several (RSA and ECDSA) with commas between; read anew when it changes',
  },
  TLS_KEY_FILE: {
    takes: z.string().optional(),
    form: 'a file path',
    about: 'its private key, PEM; one for each certificate, in the same order',
  },
  TLS_RSA_SUITES: {
    takes: flag.default(false),
    form: 'true or false',
    about: 'offer the suites without forward secrecy too, which old chargers and certification need',
  },
  TRUSTED_PROXIES: {
    takes: z.string().optional(),
    form: 'addresses or networks, with commas between',
    about:
      'proxies before gateway, API and uploads whose X-Forwarded-For, X-Forwarded-Proto and Client-Cert headers are believed',
  },
  CLIENT_CA_FILE: {
    takes: z.string().optional(),
    form: 'a file path',
    about: 'authorities whose client certificates are good for stations, beside our own; PEM',
  },
  CLIENT_REVOCATION: {
    takes: z.enum(['off', 'soft', 'hard']).default('soft'),
    form: 'off, soft or hard',
    about: 'whether those authorities are asked for revocations; hard: no answer is a no',
  },
  CA_SECRET: {
    takes: z.string().min(16).optional(),
    form: 'at least 16 characters',
    secret: true,
    about:
      'seals the keys of our certificate authority; SECRET where it is not set, none of both: no authority',
  },
  CA_CERT_FILE: {
    takes: z.string().optional(),
    form: 'a file path',
    about: 'an authority to sign for stations instead of our own, with what stands above it; PEM',
  },
  CA_KEY_FILE: { takes: z.string().optional(), form: 'a file path', about: 'its private key, PEM' },
  CA_ORGANIZATION: {
    takes: z
      .string()
      .regex(/^[^\p{Cc}]{1,64}$/u)
      .default('ChargeQL'),
    form: '1 to 64 characters',
    about: 'the organization in certificates that we make',
  },
  CERTIFICATE_DAYS: {
    takes: count(1, 3650).default(365),
    form: 'days',
    about: 'how long certificates that we make for stations are valid',
  },
  RENEW_DAYS: {
    takes: count(1, 3650).default(30),
    form: 'days',
    about: 'so long before a certificate ends its station is asked to renew it',
  },
  CRL_URL: {
    takes: z.url({ protocol: /^https?$/ }).optional(),
    form: 'an http or https address',
    about: 'where others reach the graph role for /crl/…; written into certificates',
  },
  V2G_ROOT_FILE: {
    takes: z.string().optional(),
    form: 'a file path',
    about:
      'roots of ISO 15118, and authorities below them, by which contracts and what OCSP says of them are checked; PEM',
  },
  CONTRACT_PROVIDER_URL: {
    takes: z.url({ protocol: /^https?$/ }).optional(),
    form: 'an http or https address',
    about: 'the ISO 15118 contract provider; without one vehicles get no contract certificates',
  },
  OUTBOUND_PRIVATE: {
    takes: flag.default(false),
    form: 'true or false',
    about: 'let addresses that stations and certificates name (OCSP, CRL) be private ones',
  },
} as const;
