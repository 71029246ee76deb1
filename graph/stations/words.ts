import { words } from '../connections/words.js';

export const OcppVersion = words(
  'OcppVersion',
  'A version of the Open Charge Point Protocol.',
  { OCPP_1_6: 'OCPP 1.6 JSON.', OCPP_2_0_1: 'OCPP 2.0.1.', OCPP_2_1: 'OCPP 2.1.' },
  { OCPP_1_6: 'ocpp1.6', OCPP_2_0_1: 'ocpp2.0.1', OCPP_2_1: 'ocpp2.1' },
);
export type OcppVersion = (typeof OcppVersion)[keyof typeof OcppVersion];

export const RegistrationStatus = words('RegistrationStatus', 'Whether a station may take part.', {
  ACCEPTED: 'It may charge and report.',
  PENDING: 'It is heard but waits for approval; set ACCEPTED to approve it.',
  REJECTED: 'It is turned away at boot, and nothing is sent to it.',
});
export type RegistrationStatus = keyof typeof RegistrationStatus;

export const Acceptance = words('Acceptance', 'How a pending station is accepted.', {
  MANUAL: 'By a person: approveStation.',
  AUTOMATIC:
    'By itself, once it has told all its variables, and each value that is desired of it is set or refused by it.',
});
export type Acceptance = keyof typeof Acceptance;

export const ValidationMode = words(
  'ValidationMode',
  'What happens to messages of a station that break their schema.',
  {
    LENIENT: 'What is usable is used, and the finding is kept in the message trace.',
    STRICT: 'They are refused with a CALLERROR.',
  },
);
export type ValidationMode = keyof typeof ValidationMode;

export const ConnectorStatus = words('ConnectorStatus', 'State of a connector, in the words of OCPP 2.x.', {
  Available: 'Free.',
  Occupied: 'In use: a vehicle is plugged in, or a transaction goes on.',
  Reserved: 'Held for somebody.',
  Unavailable: 'Out of service.',
  Faulted: 'Broken.',
});
export type ConnectorStatus = keyof typeof ConnectorStatus;
