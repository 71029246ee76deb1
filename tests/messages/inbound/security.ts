import type { OcppVersion } from '../../../ocpp/versions.js';
import { type Telling, tellings } from '../tellings.js';

const timestamp = '2026-03-01T10:00:00.000Z';
const certificate = {
  hashAlgorithm: 'SHA256',
  issuerNameHash: 'a1',
  issuerKeyHash: 'b2',
  serialNumber: '0c3',
};
const csr = '-----BEGIN CERTIFICATE REQUEST-----\nMIH\n-----END CERTIFICATE REQUEST-----';
const requests =
  'select certificate_type, request_id, csr, root_certificate_hash, status from certificate_signing_request where station_id = $1';
const queries = 'select kind, request, status from certificate_query where station_id = $1';
const statusInfo = (additionalInfo: string) => ({ reasonCode: 'NotEnabled', additionalInfo });

interface Asked {
  certificateType?: string;
  requestId?: number;
  hashRootCertificate?: object;
}

/** The same request, with more or less in it. */
function signing({
  versions,
  more = {},
  answer = { status: 'Rejected', statusInfo: statusInfo('no certificate authority takes this request') },
}: {
  versions: OcppVersion[];
  more?: Asked;
  answer?: object;
}): Telling {
  const { certificateType = 'ChargingStationCertificate', hashRootCertificate = null } = more;
  const requestId = more.requestId === undefined ? null : String(more.requestId);
  const status = 'Rejected';
  return {
    versions,
    action: 'SignCertificate',
    payloads: [{ csr, ...more }],
    answer,
    rows: [
      requests,
      [
        {
          certificate_type: certificateType,
          request_id: requestId,
          csr,
          root_certificate_hash: hashRootCertificate,
          status,
        },
      ],
    ],
    shown: [
      'certificateSigningRequests { nodes { certificateType requestId csr status rootCertificateHash } }',
      {
        certificateSigningRequests: {
          nodes: [{ certificateType, requestId, csr, status, rootCertificateHash: hashRootCertificate }],
        },
      },
    ],
    events: [
      'CertificateSigningRequested certificateType requestId status',
      [{ certificateType, requestId, status }],
    ],
  };
}

export default tellings([
  {
    versions: ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'],
    action: 'SecurityEventNotification',
    payloads: [
      { type: 'SettingSystemTime', timestamp },
      { type: 'TamperDetectionActivated', timestamp, techInfo: 'door open' },
    ],
    answer: {},
    rows: [
      'select type, tech_info, at from security_event where station_id = $1 order by id',
      [
        { type: 'SettingSystemTime', tech_info: '', at: new Date(timestamp) },
        { type: 'TamperDetectionActivated', tech_info: 'door open', at: new Date(timestamp) },
      ],
    ],
    shown: [
      'securityEvents(filter: { type: ["TamperDetectionActivated"] }) { totalCount nodes { type techInfo at } }',
      {
        securityEvents: {
          totalCount: 1,
          nodes: [{ type: 'TamperDetectionActivated', techInfo: 'door open', at: timestamp }],
        },
      },
    ],
    events: [
      'SecurityEventReported securityEvent techInfo at',
      [
        { securityEvent: 'SettingSystemTime', techInfo: '', at: timestamp },
        { securityEvent: 'TamperDetectionActivated', techInfo: 'door open', at: timestamp },
      ],
    ],
  },
  signing({ versions: ['ocpp1.6'], answer: { status: 'Rejected' } }),
  signing({ versions: ['ocpp2.0.1', 'ocpp2.1'], more: { certificateType: 'V2GCertificate' } }),
  signing({
    versions: ['ocpp2.1'],
    more: { certificateType: 'V2G20Certificate', requestId: 4, hashRootCertificate: certificate },
  }),
  {
    versions: ['ocpp2.0.1', 'ocpp2.1'],
    action: 'GetCertificateStatus',
    payloads: [{ ocspRequestData: { ...certificate, responderURL: 'http://ocsp.example' } }],
    answer: { status: 'Failed', statusInfo: statusInfo('no OCSP responder answers') },
    rows: [
      queries,
      [
        {
          kind: 'STATUS',
          request: { ...certificate, responderURL: 'http://ocsp.example' },
          status: 'Failed',
        },
      ],
    ],
    shown: [
      'certificateQueries { nodes { kind status request } }',
      {
        certificateQueries: {
          nodes: [
            {
              kind: 'STATUS',
              status: 'Failed',
              request: { ...certificate, responderURL: 'http://ocsp.example' },
            },
          ],
        },
      },
    ],
    events: [
      'CertificateQueried certificateQuery status',
      [{ certificateQuery: 'STATUS', status: 'Failed' }],
    ],
  },
  {
    versions: ['ocpp2.0.1', 'ocpp2.1'],
    action: 'Get15118EVCertificate',
    payloads: [{ iso15118SchemaVersion: 'urn:iso:15118:2:2013:MsgDef', action: 'Install', exiRequest: 'gJ' }],
    answer: { status: 'Failed', exiResponse: '', statusInfo: statusInfo('no contract provider answers') },
    rows: [
      queries,
      [
        {
          kind: 'EV_CERTIFICATE',
          request: {
            iso15118SchemaVersion: 'urn:iso:15118:2:2013:MsgDef',
            action: 'Install',
            exiRequest: 'gJ',
          },
          status: 'Failed',
        },
      ],
    ],
    shown: [
      'certificateQueries(filter: { kind: EV_CERTIFICATE }) { nodes { kind status } }',
      { certificateQueries: { nodes: [{ kind: 'EV_CERTIFICATE', status: 'Failed' }] } },
    ],
    events: [
      'CertificateQueried certificateQuery status',
      [{ certificateQuery: 'EV_CERTIFICATE', status: 'Failed' }],
    ],
  },
  {
    versions: ['ocpp2.1'],
    action: 'GetCertificateChainStatus',
    payloads: [
      {
        certificateStatusRequests: [
          { certificateHashData: certificate, source: 'CRL', urls: ['http://crl.example'] },
        ],
      },
    ],
    answer: {
      certificateStatus: [{ certificateHashData: certificate, source: 'CRL', status: 'Failed' }],
    },
    answerShown: ({ certificateStatus }: { certificateStatus: { nextUpdate?: string }[] }) => ({
      certificateStatus: certificateStatus.map(({ nextUpdate: _, ...rest }) => rest),
    }),
    rows: [
      `select kind, request->'certificates'->0->>'source' as source, status from certificate_query where station_id = $1`,
      [{ kind: 'CHAIN_STATUS', source: 'CRL', status: 'Failed' }],
    ],
    shown: [
      'certificateQueries { totalCount nodes { kind status } }',
      { certificateQueries: { totalCount: 1, nodes: [{ kind: 'CHAIN_STATUS', status: 'Failed' }] } },
    ],
    events: [
      'CertificateQueried certificateQuery status',
      [{ certificateQuery: 'CHAIN_STATUS', status: 'Failed' }],
    ],
  },
]);
