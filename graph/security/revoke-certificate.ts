import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { gatewayInbox } from '../../platform/broker/broker.js';
import type { Downstream } from '../../platform/broker/messages.js';
import { announce, inTransactionWithEvents } from '../../platform/events/outbox.js';
import { asRow } from '../connections/noun.js';
import type { Context } from '../server/context.js';
import { failure } from '../server/errors.js';
import { IssuedCertificate, issuedCertificateNoun, RevocationReason } from './issued-certificate.js';

@Resolver()
export class RevokeCertificateResolver {
  @Mutation(() => IssuedCertificate, {
    description:
      'Revokes a certificate that we issued: its station is turned away from now on, a connection by it ends, and it is in the next revocation list. CONFLICT when it is revoked already.',
  })
  async revokeCertificate(
    @Arg('id', () => ID, { description: 'The certificate.' }) id: string,
    @Arg('reason', () => RevocationReason, { defaultValue: 'UNSPECIFIED', description: 'Why.' })
    reason: RevocationReason,
    @Ctx() { pool, broker, identity }: Context,
  ): Promise<IssuedCertificate> {
    if (!/^\d{1,18}$/.test(id)) throw failure('NOT_FOUND', `there is no certificate ${id}`);
    const { result, events } = await inTransactionWithEvents(pool, async (tx, emit) => {
      const { rows } = await tx.query(
        `update issued_certificate as i set revoked_at = now(), revocation_reason = $2, revoked_by = $3
         where i.id = $1 and i.revoked_at is null returning ${issuedCertificateNoun.columns}`,
        [id, reason, identity.name],
      );
      if (!rows[0]) {
        const { rows: there } = await tx.query('select from issued_certificate where id = $1', [id]);
        throw there[0]
          ? failure('CONFLICT', 'the certificate is revoked already')
          : failure('NOT_FOUND', `there is no certificate ${id}`);
      }
      const certificate = asRow(issuedCertificateNoun, rows[0]);
      const { stationId: station, certificateType, serialNumber, fingerprint } = certificate;
      emit({
        ...{ station, type: 'CertificateRevoked', at: new Date() },
        data: { certificateType, serialNumber, reason },
      });
      const { rows: connected } = await tx.query(
        `select gateway_id, connection_epoch + 1 as before from charging_station
         where id = $1 and online and certificate_fingerprint = $2`,
        [station, fingerprint],
      );
      return { certificate, connected: connected[0] as { gateway_id: string; before: string } | undefined };
    });
    announce(broker, events);
    const { certificate, connected } = result;
    if (connected) {
      const { gateway_id, before } = connected;
      const end: Downstream = {
        evictions: [{ station: certificate.stationId, before, reason: 'its certificate was revoked' }],
      };
      broker.post(gatewayInbox(gateway_id), JSON.stringify(end));
    }
    return certificate;
  }
}
