import type * as V16 from 'typed-ocpp/dist/ocpp16/types.js';
import type * as V201 from 'typed-ocpp/dist/ocpp20/types.js';
import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { placeOfConnector, placeOfEvse } from '../place.js';
import { keepMeterValues, type MeterMessage } from './metering.js';
import { samplesOf2, samplesOf16 } from './read-samples.js';

/** Meters show their values, inside a transaction or outside. */
export default on<MeterMessage, null>({
  read: {
    v16: (is: V16.MeterValuesRequest, { receivedAt }) => ({
      ...placeOfConnector(is.connectorId),
      transactionId: is.transactionId === undefined ? null : String(is.transactionId),
      samples: samplesOf16(is.meterValue, receivedAt, `${is.connectorId}||${is.transactionId ?? ''}`),
      payload: is,
    }),
    v2: (is: V201.MeterValuesRequest | V21.MeterValuesRequest, { receivedAt }) => ({
      evseId: placeOfEvse(is.evseId, undefined).evseId,
      connectorId: null,
      transactionId: null,
      samples: samplesOf2(is.meterValue, receivedAt, `${is.evseId}||`),
      payload: is,
    }),
  },
  keep: keepMeterValues,
  answer: { v16: () => ({}), v2: () => ({}) },
});
