import { accepted, askings, pem, statusInfo } from '../askings.js';

const evse = { id: 1, connectorId: 2 };
const certificateType = 'V2GCertificate';

/** Where 2.1 has a field more than 2.0.1. */
export default [
  ...askings(['ocpp2.0.1'], {
    CertificateSigned: [{ certificateChain: pem, certificateType }, accepted],
    TriggerMessage: [
      { requestedMessage: 'TransactionEvent', evse },
      { status: 'NotImplemented', statusInfo },
    ],
  }),
  ...askings(['ocpp2.1'], {
    CertificateSigned: [{ certificateChain: pem, certificateType, requestId: 29 }, accepted],
    TriggerMessage: [
      { requestedMessage: 'CustomTrigger', customTrigger: 'SelfTest', evse },
      { status: 'Rejected', statusInfo },
    ],
  }),
];
