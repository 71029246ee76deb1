import { AsnConvert } from '@peculiar/asn1-schema';
import { CRLNumber, id_ce_cRLNumber } from '@peculiar/asn1-x509';
import * as x509 from '../../ocpp/x509.js';
import { inTransaction, type Pool } from '../../platform/database/pool.js';
import type { Settings } from '../../platform/settings.js';
import { openAuthorities } from './certificate-authority.js';
import { signingAlgorithm } from './signing.js';

const validMs = 7 * 86_400_000;

const reasons: Record<string, x509.X509CrlReason> = {
  UNSPECIFIED: x509.X509CrlReason.unspecified,
  KEY_COMPROMISE: x509.X509CrlReason.keyCompromise,
  AFFILIATION_CHANGED: x509.X509CrlReason.affiliationChanged,
  SUPERSEDED: x509.X509CrlReason.superseded,
  CESSATION_OF_OPERATION: x509.X509CrlReason.cessationOfOperation,
};

/** Makes the lists of our authorities anew: of those that have revoked something since, and of those that grow old. */
export async function renewLists(pool: Pool, settings: Settings): Promise<void> {
  const { rows: exist } = await pool.query('select from certificate_authority limit 1');
  if (exist.length === 0) return;
  const authorities = await openAuthorities(pool, settings);
  for (const authority of new Set(Object.values(authorities ?? {})))
    if (authority.id !== null)
      await inTransaction(pool, async (tx) => {
        await tx.query('select from certificate_authority where id = $1 for update', [authority.id]);
        const { rows: standing } = await tx.query(
          `select coalesce(l.number, 0) as number from (select) one left join certificate_revocation_list l on l.authority_id = $1
           where l.number is null or l.next_update < now() + interval '3 days'
             or l.revoked <> (select count(*) from issued_certificate c where c.authority_id = $1 and c.revoked_at is not null)`,
          [authority.id],
        );
        if (!standing[0]) return;
        const { rows } = await tx.query(
          `select serial_number, revoked_at, revocation_reason from issued_certificate
           where authority_id = $1 and revoked_at is not null order by revoked_at`,
          [authority.id],
        );
        const thisUpdate = new Date();
        const nextUpdate = new Date(thisUpdate.getTime() + validMs);
        const list = await x509.X509CrlGenerator.create({
          issuer: authority.certificate.subjectName,
          thisUpdate,
          nextUpdate,
          entries: rows.map(({ serial_number, revoked_at, revocation_reason }) => ({
            serialNumber: serial_number,
            revocationDate: revoked_at,
            reason: reasons[revocation_reason] ?? x509.X509CrlReason.unspecified,
          })),
          extensions: [
            new x509.Extension(
              id_ce_cRLNumber,
              false,
              AsnConvert.serialize(new CRLNumber(Number(standing[0].number) + 1)),
            ),
          ],
          signingKey: authority.key,
          signingAlgorithm: signingAlgorithm(authority.key),
        });
        await tx.query(
          `insert into certificate_revocation_list (authority_id, number, list, revoked, this_update, next_update)
           values ($1, $2, $3, $4, $5, $6)
           on conflict (authority_id) do update set number = excluded.number, list = excluded.list, revoked = excluded.revoked,
             this_update = excluded.this_update, next_update = excluded.next_update`,
          [
            authority.id,
            BigInt(standing[0].number) + 1n,
            Buffer.from(list.rawData),
            rows.length,
            thisUpdate,
            nextUpdate,
          ],
        );
      });
}
