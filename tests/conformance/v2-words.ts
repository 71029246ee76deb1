import { type Case, type Heard, type Step, says } from './case.js';

// What the cases of 2.x have in common.

export const versions: Case['versions'] = ['ocpp2.0.1', 'ocpp2.1'];
export const at = (minutes: number) =>
  new Date(Date.parse('2026-03-01T10:00:00Z') + minutes * 60_000).toISOString();
export const evse = { id: 1, connectorId: 1 };
export const idToken = { idToken: 'RFID-1', type: 'ISO14443' };
export const accepted = { idTokenInfo: { status: 'Accepted' } };
export const transactionId = 'tx';
export const reading = (minutes: number, value: number, context: string, signed = false) => [
  {
    timestamp: at(minutes),
    sampledValue: [
      {
        ...{ value, context, measurand: 'Energy.Active.Import.Register' },
        ...(signed && {
          signedMeterValue: {
            ...{
              signedMeterData: 'T0NNRnx7fQ==',
              signingMethod: 'ECDSA',
              encodingMethod: 'OCMF',
              publicKey: 'MFkw',
            },
          },
        }),
      },
    ],
  },
];

let seqNo = 0;
/** In the order in which they are written here. */
export const event = (
  eventType: string,
  triggerReason: string,
  chargingState: string | undefined,
  more: Record<string, unknown> = {},
): Step => {
  const { stoppedReason, remote, ...rest } = more;
  seqNo = eventType === 'Started' ? 0 : seqNo + 1;
  const number = seqNo;
  const time = at(number * 10);
  return says(
    'TransactionEvent',
    ({ remoteStartId }: Heard) => ({
      ...{ eventType, triggerReason, seqNo: number, timestamp: time },
      transactionInfo: {
        transactionId,
        ...(chargingState && { chargingState }),
        ...(stoppedReason ? { stoppedReason } : {}),
        ...(remote ? { remoteStartId } : {}),
      },
      ...rest,
    }),
    'idToken' in rest ? accepted : {},
  );
};
export const authorize = says('Authorize', { idToken }, accepted);
export const unplugged = event('Ended', 'EVCommunicationLost', 'Idle', {
  stoppedReason: 'EVDisconnected',
  evse,
});
export const ended = { status: 'ENDED', idToken: 'RFID-1', stoppedReason: 'EVDisconnected', evseId: 1 };
export const going = { status: 'ACTIVE', endedAt: null };
export const status = 'state answer { status }';
export const answered = (is: string) => ({ state: 'ANSWERED', answer: { status: is } });
export const begin = event('Started', 'Authorized', 'Charging', { evse, idToken });
