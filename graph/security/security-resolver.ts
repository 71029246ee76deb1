import { stationLists } from '../stations/station-list.js';
import { CertificateQuery, certificateQueryList } from './certificate-query.js';
import { InstalledCertificate, installedCertificateList } from './installed-certificate.js';
import { IssuedCertificate, issuedCertificateList } from './issued-certificate.js';
import { SecurityEvent, securityEventList } from './security-event.js';
import { CertificateSigningRequest, certificateSigningRequestList } from './signing-request.js';

export const [SecurityEventResolver, StationSecurityEventsResolver] = stationLists(securityEventList, {
  name: 'securityEvents',
  description: 'What touched the security of stations, newest first',
  row: SecurityEvent,
  column: 'v.station_id',
});

export const [CertificateSigningRequestResolver, StationCertificateSigningRequestsResolver] = stationLists(
  certificateSigningRequestList,
  {
    name: 'certificateSigningRequests',
    description: 'Wishes of stations for certificates of their own',
    row: CertificateSigningRequest,
    column: 'r.station_id',
  },
);

export const [CertificateQueryResolver, StationCertificateQueriesResolver] = stationLists(
  certificateQueryList,
  {
    name: 'certificateQueries',
    description: 'Questions of stations about certificates that others issue',
    row: CertificateQuery,
    column: 'q.station_id',
  },
);

export const [IssuedCertificateResolver, StationIssuedCertificatesResolver] = stationLists(
  issuedCertificateList,
  {
    name: 'issuedCertificates',
    description: 'Certificates that our authority made for stations, newest first',
    row: IssuedCertificate,
    column: 'i.station_id',
  },
);

export const [InstalledCertificateResolver, StationInstalledCertificatesResolver] = stationLists(
  installedCertificateList,
  {
    name: 'installedCertificates',
    description: 'Certificates that stations say they have',
    row: InstalledCertificate,
    column: 'n.station_id',
  },
);
