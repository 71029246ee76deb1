import type { FirmwareOrder } from '../firmware.js';
import type { UploadStatus } from '../logs.js';
import { asking, type Commands, type Words2 } from './words.js';

const ask = asking<Words2>();
const nothing = (): void => undefined;

const words = {
  Uploading: 'Uploading',
  Uploaded: 'Uploaded',
  Failed: 'UploadFailure',
  Canceled: 'AcceptedCanceled',
} as const;

/** Firmware (L01, L02) and logs (N01). */
export const files2: Commands<Words2> = {
  UpdateFirmware: ({ requestId, firmware: is }, { firmware }) => {
    const tell: FirmwareOrder['tell'] = (status) =>
      ask('FirmwareStatusNotification', () => ({ status, requestId }), nothing);
    const { retrieveDateTime: retrieveAt, installDateTime: installAt } = is;
    const { canceling, run } = firmware.begin({ location: is.location, retrieveAt, installAt, tell });
    return { answer: { status: canceling ? 'AcceptedCanceled' : 'Accepted' }, after: run };
  },
  GetLog: ({ requestId, logType, log, retries }, { id, logs }) => {
    const filename = `${id}-${logType}.txt`.slice(-255);
    const tell = (status: UploadStatus) =>
      ask('LogStatusNotification', () => ({ status: words[status], requestId }), nothing);
    const order = { name: filename, location: log.remoteLocation, retries, tell };
    const { canceling, run } = logs.begin(order);
    return { answer: { status: canceling ? 'AcceptedCanceled' : 'Accepted', filename }, after: run };
  },
};
