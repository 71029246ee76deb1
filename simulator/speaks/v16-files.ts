import type { FirmwareOrder } from '../firmware.js';
import type { UploadStatus } from '../logs.js';
import { asking, type Commands, type Words16 } from './words.js';

const ask = asking<Words16>();
const nothing = (): void => undefined;

const diagnosticsWords = { Uploading: 'Uploading', Uploaded: 'Uploaded', Failed: 'UploadFailed' } as const;
const logWords = { Uploading: 'Uploading', Uploaded: 'Uploaded', Failed: 'UploadFailure' } as const;

/** Firmware and logs, plain (1.6 §5.9, §5.19) and of the security extension. */
export const files16: Commands<Words16> = {
  UpdateFirmware: ({ location, retrieveDate }, { firmware }) => {
    const tell: FirmwareOrder['tell'] = (status) =>
      ask('FirmwareStatusNotification', () => ({ status }), nothing);
    return { answer: {}, after: firmware.begin({ location, retrieveAt: retrieveDate, tell }).run };
  },
  SignedUpdateFirmware: ({ requestId, firmware: is }, { firmware }) => {
    const tell: FirmwareOrder['tell'] = (status) =>
      ask('SignedFirmwareStatusNotification', () => ({ status, requestId }), nothing);
    const { retrieveDateTime: retrieveAt, installDateTime: installAt } = is;
    const { canceling, run } = firmware.begin({ location: is.location, retrieveAt, installAt, tell });
    return { answer: { status: canceling ? 'AcceptedCanceled' : 'Accepted' }, after: run };
  },
  GetDiagnostics: ({ location, retries }, { id, logs }) => {
    const fileName = `${id}-diagnostics.txt`.slice(-255);
    const tell = (status: UploadStatus) =>
      status === 'Canceled'
        ? undefined
        : ask('DiagnosticsStatusNotification', () => ({ status: diagnosticsWords[status] }), nothing);
    return { answer: { fileName }, after: logs.begin({ name: fileName, location, retries, tell }).run };
  },
  GetLog: ({ requestId, logType, log, retries }, { id, logs }) => {
    const filename = `${id}-${logType}.txt`.slice(-255);
    const tell = (status: UploadStatus) =>
      status === 'Canceled'
        ? undefined
        : ask('LogStatusNotification', () => ({ status: logWords[status], requestId }), nothing);
    const order = { name: filename, location: log.remoteLocation, retries, tell };
    const { canceling, run } = logs.begin(order);
    return { answer: { status: canceling ? 'AcceptedCanceled' : 'Accepted', filename }, after: run };
  },
};
