import type { CertificateHash } from '../../ocpp/certificate-hash.js';
import { hashOf, plainSerial } from '../../ocpp/certificate-hash.js';
import * as x509 from '../../ocpp/x509.js';
import { columns } from '../../platform/database/columns.js';
import type { EventData } from '../../platform/events/station-event.js';
import type { Keeping, Told } from '../action.js';
import { short } from '../bounds.js';

/** A certificate that a station has; what is null we have not seen. */
export interface Installed extends CertificateHash {
  certificateType: string;
  certificate: string | null;
  subject: string | null;
  notBefore: Date | null;
  notAfter: Date | null;
}

/** All that a station has of some types; null for all types. */
export interface Inventory {
  types: string[] | null;
  installed: Installed[];
}

/** One by its name alone. */
export const named = (hash: CertificateHash, certificateType: string): Installed => ({
  hashAlgorithm: hash.hashAlgorithm,
  issuerNameHash: short(hash.issuerNameHash.toLowerCase()),
  issuerKeyHash: short(hash.issuerKeyHash.toLowerCase()),
  serialNumber: short(plainSerial(hash.serialNumber)),
  certificateType,
  certificate: null,
  subject: null,
  notBefore: null,
  notAfter: null,
});

/** The first certificate of a PEM text, named by the one that issued it: itself, or one that stands behind it. */
export function readCertificate(pem: string, certificateType: string): Installed[] {
  try {
    const [certificate, ...others] = x509.certificatesIn(pem) as [
      x509.X509Certificate,
      ...x509.X509Certificate[],
    ];
    const issuer = [certificate, ...others].find(({ subject }) => subject === certificate.issuer);
    // Without its issuer it has no name that the station would know it by: the next inventory tells.
    if (!issuer) return [];
    const { subject, notBefore, notAfter } = certificate;
    return [
      {
        ...named(hashOf(certificate, issuer), certificateType),
        certificate: pem,
        subject,
        notBefore,
        notAfter,
      },
    ];
  } catch {
    return [];
  }
}

/** Keeps what stations installed as we asked. */
export async function keepInstalled(told: Told<Installed[]>[], keeping: Keeping): Promise<void> {
  const installed = told.flatMap(({ station, receivedAt, fact }) =>
    fact.map((one) => ({ ...one, station, installedAt: receivedAt, seenAt: receivedAt })),
  );
  await upsert(installed, keeping);
  changed(
    told.filter(({ fact }) => fact.length > 0),
    'INSTALLED',
    keeping,
  );
}

/** Sets right what is known of stations by what they say themselves. */
export async function keepInventory(told: Told<Inventory>[], keeping: Keeping): Promise<void> {
  // In their order: a station may have been asked for one type after the other.
  for (const { station, fact } of told)
    await keeping.tx.query({
      name: 'certificates that are gone',
      text: `delete from installed_certificate i where i.station_id = $1 and ($2::text[] is null or i.certificate_type = any($2))
               and not exists (select from unnest($3::text[], $4::text[], $5::text[]) as t (type, key_hash, serial)
                 where t.type = i.certificate_type and t.key_hash = i.issuer_key_hash and t.serial = i.serial_number)`,
      values: [
        station,
        fact.types,
        ...columns(fact.installed, ['certificateType', 'issuerKeyHash', 'serialNumber']),
      ],
    });
  const seen = told.flatMap(({ station, receivedAt, fact }) =>
    fact.installed.map((one) => ({ ...one, station, installedAt: null, seenAt: receivedAt })),
  );
  await upsert(seen, keeping);
  changed(told, 'LISTED', keeping);
}

/** Forgets what stations have no more. */
export async function keepDeleted(told: Told<CertificateHash | null>[], keeping: Keeping): Promise<void> {
  const gone = told.flatMap(({ station, fact }) => (fact ? [{ ...named(fact, ''), station }] : []));
  await keeping.tx.query({
    name: 'certificates deleted',
    text: `delete from installed_certificate i using unnest($1::text[], $2::text[], $3::text[]) as g (station, key_hash, serial)
           where i.station_id = g.station and i.issuer_key_hash = g.key_hash and i.serial_number = g.serial`,
    values: columns(gone, ['station', 'issuerKeyHash', 'serialNumber']),
  });
  changed(
    told.filter(({ fact }) => fact),
    'DELETED',
    keeping,
  );
}

function changed(
  told: Told<unknown>[],
  cause: EventData['InstalledCertificatesChanged']['cause'],
  { emit }: Keeping,
): void {
  for (const [station, all] of Map.groupBy(told, ({ station }) => station))
    emit({
      station,
      type: 'InstalledCertificatesChanged',
      at: (all.at(-1) as Told<unknown>).receivedAt,
      data: { cause },
    });
}

type Row = Installed & { station: string; installedAt: Date | null; seenAt: Date };

async function upsert(all: Row[], { tx }: Keeping): Promise<void> {
  const key = (is: Row) =>
    JSON.stringify([is.station, is.certificateType, is.issuerKeyHash, is.serialNumber]);
  const rows = [...new Map(all.map((each) => [key(each), each])).values()];
  if (rows.length === 0) return;
  await tx.query({
    name: 'keep installed certificates',
    text: `insert into installed_certificate as i (station_id, certificate_type, hash_algorithm, issuer_name_hash, issuer_key_hash,
             serial_number, certificate, subject, not_before, not_after, installed_at, seen_at)
           select u.station_id, u.certificate_type, u.hash_algorithm, u.issuer_name_hash, u.issuer_key_hash, u.serial_number,
             u.certificate, coalesce(u.subject, c.subject), coalesce(u.not_before, c.not_before),
             coalesce(u.not_after, c.not_after), u.installed_at, u.seen_at
           from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
             $9::timestamptz[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[])
             as u (station_id, certificate_type, hash_algorithm, issuer_name_hash, issuer_key_hash, serial_number, certificate,
               subject, not_before, not_after, installed_at, seen_at)
           -- One that we issued is known by its number.
           left join issued_certificate c on c.station_id = u.station_id and c.serial_number = u.serial_number
           on conflict (station_id, certificate_type, hash_algorithm, issuer_name_hash, issuer_key_hash, serial_number)
           do update set seen_at = excluded.seen_at, certificate = coalesce(excluded.certificate, i.certificate),
             subject = coalesce(excluded.subject, i.subject), not_before = coalesce(excluded.not_before, i.not_before),
             not_after = coalesce(excluded.not_after, i.not_after), installed_at = coalesce(excluded.installed_at, i.installed_at)`,
    values: columns(rows, [
      'station',
      'certificateType',
      'hashAlgorithm',
      'issuerNameHash',
      'issuerKeyHash',
      'serialNumber',
      'certificate',
      'subject',
      'notBefore',
      'notAfter',
      'installedAt',
      'seenAt',
    ]),
  });
}
