import type { Keeping, Told } from '../action.js';
import { insertion, lastOfEach } from '../insertion.js';
import { authorities } from './authorities.js';
import type { SigningRequest } from './certificates.js';

export type SigningVerdict = 'Accepted' | 'Rejected';

interface Row extends SigningRequest {
  stationId: string;
  status: SigningVerdict;
  at: Date;
}

const add = insertion<Row>(
  {
    table: 'certificate_signing_request',
    columns: {
      stationId: 'text',
      requestId: 'bigint',
      certificateType: 'text',
      csr: 'text',
      rootCertificateHash: 'jsonb',
      status: 'text',
      at: 'timestamptz',
    },
  },
  `on conflict (station_id, certificate_type, md5(csr)) do update
   set request_id = excluded.request_id, status = excluded.status, at = excluded.at`,
);

/** Keeps requests to sign, whether or not there is somebody to sign them. */
export async function keepSigningRequests(
  told: Told<SigningRequest>[],
  { tx, emit }: Keeping,
): Promise<SigningVerdict[]> {
  const rows = await Promise.all(
    told.map(async ({ station, receivedAt, fact }): Promise<Row> => {
      const taken = (await authorities.takeSigningRequest?.(station, fact)) ?? false;
      return { ...fact, stationId: station, status: taken ? 'Accepted' : 'Rejected', at: receivedAt };
    }),
  );
  const kept = await add(
    tx,
    lastOfEach(rows, ({ stationId, certificateType, csr }) => [stationId, certificateType, csr]),
  );
  for (const { isNew, stationId, at, certificateType, requestId, status } of kept)
    if (isNew)
      emit({
        station: stationId,
        type: 'CertificateSigningRequested',
        at,
        data: { certificateType, requestId, status },
      });
  return rows.map(({ status }) => status);
}
