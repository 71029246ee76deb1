import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import { on } from '../action.js';
import { timeOf } from '../clock.js';
import { placeOfConnector, placeOfEvse } from '../place.js';
import { keepStatuses, type StatusReport } from './connectors.js';
import { statusWord } from './status-words.js';

/** A connector, or the station as a whole, says whether it can be used. */
export default on<StatusReport, null>({
  read: {
    v16: (is: V16.StatusNotificationRequest, { receivedAt }) => ({
      ...placeOfConnector(is.connectorId),
      status: statusWord(is.status),
      reportedStatus: is.status,
      errorCode: is.errorCode === 'NoError' ? null : is.errorCode,
      vendorErrorCode: is.vendorErrorCode || null,
      info: is.info || null,
      at: timeOf(is.timestamp, receivedAt),
    }),
    v2: (is: V201.StatusNotificationRequest, { receivedAt }) => ({
      ...placeOfEvse(is.evseId, is.connectorId),
      status: statusWord(is.connectorStatus),
      reportedStatus: is.connectorStatus,
      errorCode: null,
      vendorErrorCode: null,
      info: null,
      at: timeOf(is.timestamp, receivedAt),
    }),
  },
  keep: keepStatuses,
  answer: { v16: () => ({}), v2: () => ({}) },
});
