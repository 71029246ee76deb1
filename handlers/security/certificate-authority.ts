import { randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '../../ocpp/x509.js';
import { inTransaction, type Pool, type Transaction } from '../../platform/database/pool.js';
import { seal, unseal } from '../../platform/secrets.js';
import type { Settings } from '../../platform/settings.js';
import { configuredAuthority } from './configured-authority.js';

/** Whom an authority issues for. STATION: for the door to us; V2G and V2G20: for ISO 15118-2 and -20. */
export type IssuingRole = 'STATION' | 'V2G' | 'V2G20';

export interface Authority {
  /** Null for a configured one. */
  id: string | null;
  certificate: x509.X509Certificate;
  key: webcrypto.CryptoKey;
  /** What stands between it and its root. */
  above: x509.X509Certificate[];
  root: x509.X509Certificate | undefined;
}
export type Authorities = Record<IssuingRole, Authority>;

type Role = 'ROOT' | IssuingRole;
/** ISO 15118-20 wants the longer curve (§7.3.3), all else takes the one that every charger knows. */
const curves: Record<Role, string> = { ROOT: 'P-256', STATION: 'P-256', V2G: 'P-256', V2G20: 'P-521' };
const hashes: Record<string, string> = { 'P-256': 'SHA-256', 'P-384': 'SHA-384', 'P-521': 'SHA-512' };
const years: Record<Role, number> = { ROOT: 30, STATION: 15, V2G: 15, V2G20: 15 };
const names: Record<Role, string> = {
  ROOT: 'Root CA',
  STATION: 'Station CA',
  V2G: 'V2G CA',
  V2G20: 'V2G20 CA',
};

export const caSecret = ({ CA_SECRET, SECRET }: Pick<Settings, 'CA_SECRET' | 'SECRET'>): string | undefined =>
  CA_SECRET ?? SECRET;

const opened = new WeakMap<Pool, Promise<Authorities | undefined>>();

/** The authorities of this system, made when first asked for; undefined where there is no secret to seal their keys with. */
export function openAuthorities(pool: Pool, settings: Settings): Promise<Authorities | undefined> {
  const before = opened.get(pool);
  if (before) return before;
  const opening = open(pool, settings);
  opened.set(pool, opening);
  opening.catch(() => opened.delete(pool));
  return opening;
}

async function open(pool: Pool, settings: Settings): Promise<Authorities | undefined> {
  const secret = caSecret(settings);
  const station = await configuredAuthority(settings);
  if (secret === undefined) return station && { STATION: station, V2G: station, V2G20: station };
  const made = await inTransaction(pool, async (tx) => {
    // The first of several processes makes them, the others find them.
    await tx.query(`select pg_advisory_xact_lock(hashtext('chargeql certificate authority'))`);
    const root = await find(tx, 'ROOT', secret);
    return root ? findAll(tx, root, secret) : make(tx, settings.CA_ORGANIZATION, secret);
  });
  return station ? { ...made, STATION: station } : made;
}

async function find(tx: Transaction, role: Role, secret: string): Promise<Authority | undefined> {
  const { rows } = await tx.query(
    'select id, certificate, sealed_key from certificate_authority where role = $1',
    [role],
  );
  if (!rows[0]) return undefined;
  const pkcs8 = Buffer.from(unseal(rows[0].sealed_key, secret, 'certificate authorities'), 'base64');
  const key = await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithmOf(role), true, ['sign']);
  return {
    id: rows[0].id,
    certificate: new x509.X509Certificate(rows[0].certificate),
    key,
    above: [],
    root: undefined,
  };
}

async function findAll(
  tx: Transaction,
  { certificate: root }: Authority,
  secret: string,
): Promise<Authorities> {
  const one = async (role: IssuingRole) => ({ ...((await find(tx, role, secret)) as Authority), root });
  return { STATION: await one('STATION'), V2G: await one('V2G'), V2G20: await one('V2G20') };
}

const algorithmOf = (role: Role) => ({
  name: 'ECDSA',
  namedCurve: curves[role],
  hash: hashes[curves[role] as string] as string,
});

async function make(tx: Transaction, organization: string, secret: string): Promise<Authorities> {
  const root = await makeOne(tx, { role: 'ROOT', organization, secret });
  const one = (role: IssuingRole) => makeOne(tx, { role, organization, secret, parent: root });
  return { STATION: await one('STATION'), V2G: await one('V2G'), V2G20: await one('V2G20') };
}

async function makeOne(
  tx: Transaction,
  {
    role,
    organization,
    secret,
    parent,
  }: { role: Role; organization: string; secret: string; parent?: Authority },
): Promise<Authority> {
  const keys = await webcrypto.subtle.generateKey(algorithmOf(role), true, ['sign', 'verify']);
  const subject: x509.JsonName = [{ O: [organization] }, { CN: [`${organization} ${names[role]}`] }];
  const notBefore = new Date(Date.now() - 3_600_000);
  const notAfter = new Date(notBefore);
  notAfter.setFullYear(notAfter.getFullYear() + years[role]);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject,
    issuer: parent ? parent.certificate.subjectName : subject,
    notBefore,
    notAfter,
    publicKey: keys.publicKey,
    signingKey: parent ? parent.key : keys.privateKey,
    signingAlgorithm: algorithmOf(parent ? 'ROOT' : role),
    extensions: [
      new x509.BasicConstraintsExtension(true, parent ? 0 : 1, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(
        parent ? await parent.certificate.publicKey.export() : keys.publicKey,
      ),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const { rows } = await tx.query(
    `insert into certificate_authority (role, certificate, sealed_key, not_after) values ($1, $2, $3, $4) returning id`,
    [role, certificate.toString('pem'), seal(pkcs8, secret, 'certificate authorities'), notAfter],
  );
  return {
    id: rows[0].id,
    certificate,
    key: keys.privateKey,
    above: [],
    root: parent?.certificate ?? certificate,
  };
}

/** 16 bytes at random, positive (RFC 5280 §4.1.2.2). */
export function newSerial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] as number) & 0x7f) | 0x40;
  return bytes.toString('hex');
}
