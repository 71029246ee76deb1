import { columns } from '../../platform/database/columns.js';
import type { Pool } from '../../platform/database/pool.js';
import { type Emit, inTransactionWithEvents } from '../../platform/events/outbox.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import type { Settings } from '../../platform/settings.js';
import type { Keeping } from '../action.js';
import { row } from '../action.js';
import { order } from '../commands/order.js';
import type { SigningRequest } from './certificates.js';
import type { NewCertificate } from './signing.js';
import { digestOf } from './signing-requests.js';

export interface Issue {
  station: string;
  request: SigningRequest;
  certificate: NewCertificate;
}

/**
 * Keeps new certificates. A station whose last answer got lost asks again with the same request: it gets what was made
 * for it then. @returns the ids of those to be sent, in no order
 */
export async function keepIssued(
  { tx, emit }: Pick<Keeping, 'tx' | 'emit'>,
  issues: Issue[],
): Promise<string[]> {
  if (issues.length === 0) return [];
  const rows = issues.map(({ station, request, certificate }) => ({
    ...certificate,
    station,
    requestId: request.requestId,
    certificateType: request.certificateType,
    csrDigest: digestOf(request.csr),
  }));
  const { rows: kept } = await tx.query({
    name: 'keep issued certificates',
    text: `with made as (
             select distinct on (station_id, csr_digest) * from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[],
               $6::text[], $7::text[], $8::text[], $9::text[], $10::timestamptz[], $11::timestamptz[])
               as m (station_id, certificate_type, authority_id, request_id, csr_digest, serial_number, fingerprint,
                 subject, certificate_chain, not_before, not_after)
           ), before as (
             select distinct on (c.station_id, c.csr_digest) c.id, c.station_id, c.csr_digest, m.request_id from made m
             join issued_certificate c using (station_id, csr_digest, certificate_type)
             where c.revoked_at is null and c.created_at > now() - interval '1 hour'
             order by c.station_id, c.csr_digest, c.id desc
           ), again as (
             update issued_certificate c set delivery = 'SENDING', attempts = 0, next_attempt_at = null, request_id = b.request_id
             from before b where c.id = b.id returning c.id
           ), added as (
             insert into issued_certificate (station_id, certificate_type, authority_id, request_id, csr_digest, serial_number,
               fingerprint, subject, certificate_chain, not_before, not_after)
             select m.* from made m where not exists (
               select from before b where b.station_id = m.station_id and b.csr_digest = m.csr_digest)
             returning id, station_id, certificate_type, serial_number, not_after
           )
           select id, station_id, certificate_type, serial_number, not_after from added
           union all select id, null, null, null, null from again`,
    values: columns(rows, [
      'station',
      'certificateType',
      'authorityId',
      'requestId',
      'csrDigest',
      'serialNumber',
      'fingerprint',
      'subject',
      'certificateChain',
      'notBefore',
      'notAfter',
    ]),
  });
  for (const { station_id, certificate_type, serial_number, not_after } of kept)
    if (station_id !== null)
      emit({
        station: station_id,
        type: 'CertificateIssued',
        at: new Date(),
        data: {
          certificateType: certificate_type,
          serialNumber: serial_number,
          notAfter: not_after.toISOString(),
        },
      });
  return kept.map(({ id }) => id);
}

const triggers = {
  v16: {
    ChargingStationCertificate: ['ExtendedTriggerMessage', 'SignChargePointCertificate'],
  },
  v2: {
    ChargingStationCertificate: ['TriggerMessage', 'SignChargingStationCertificate'],
    V2GCertificate: ['TriggerMessage', 'SignV2GCertificate'],
  },
  v21: {
    ChargingStationCertificate: ['TriggerMessage', 'SignChargingStationCertificate'],
    V2GCertificate: ['TriggerMessage', 'SignV2GCertificate'],
    V2G20Certificate: ['TriggerMessage', 'SignV2G20Certificate'],
  },
} satisfies Record<string, Record<string, [action: string, message: string]>>;

/**
 * Warns of certificates that end soon and asks their stations for new requests, once a day (A02, A03). One that a newer
 * certificate has replaced may end.
 */
export async function renewExpiring(pool: Pool, settings: Settings): Promise<NewEvent[]> {
  const { events } = await inTransactionWithEvents(pool, async (tx, emit) => {
    const { rows } = await tx.query({
      name: 'certificates that end soon',
      text: `update issued_certificate c set renewal_asked_at = now()
             from (
               select c.id, s.ocpp_version from issued_certificate c join charging_station s on s.id = c.station_id
               where c.revoked_at is null and c.delivery = 'ACCEPTED'
                 and c.not_after between now() and now() + make_interval(days => $1)
                 and (c.renewal_asked_at is null or c.renewal_asked_at < now() - interval '1 day')
                 and not exists (select from issued_certificate n where n.station_id = c.station_id
                   and n.certificate_type = c.certificate_type and n.not_after > c.not_after and n.revoked_at is null
                   and n.delivery in ('SENDING', 'ACCEPTED'))
               order by c.not_after limit 500 for update of c skip locked
             ) due where c.id = due.id
             returning c.station_id, c.certificate_type, c.serial_number, c.not_after, due.ocpp_version`,
      values: [settings.RENEW_DAYS],
    });
    for (const { station_id, certificate_type, serial_number, not_after } of rows)
      warn(emit, station_id, {
        certificateType: certificate_type,
        serialNumber: serial_number,
        notAfter: not_after.toISOString(),
      });
    await order(
      { tx, emit, settings },
      rows.flatMap(({ station_id, certificate_type, ocpp_version }) => {
        const trigger = (row(triggers, ocpp_version) as Record<string, [string, string]>)[certificate_type];
        if (!trigger) return [];
        const [action, requestedMessage] = trigger;
        return [
          {
            ...{ station: station_id, version: ocpp_version, action, payload: { requestedMessage } },
            requestedBy: 'chargeql: its certificate ends soon',
          },
        ];
      }),
    );
  });
  return events;
}

function warn(
  emit: Emit,
  station: string,
  data: { certificateType: string; serialNumber: string; notAfter: string },
): void {
  emit({ station, type: 'CertificateExpiring', at: new Date(), data });
}
