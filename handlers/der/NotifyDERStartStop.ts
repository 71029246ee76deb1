import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { timeOf } from '../clock.js';
import { type DerStart, keepDerStarts } from './der-controls.js';

/** A scheduled control of the station towards the grid begins to work, or its time is over (R02). */
export default on<DerStart, null>({
  read: {
    v21: (is: V21.NotifyDERStartStopRequest, { receivedAt }) => ({
      controlId: is.controlId,
      started: is.started,
      supersededIds: is.supersededIds ?? [],
      at: timeOf(is.timestamp, receivedAt),
    }),
  },
  keep: keepDerStarts,
  answer: { v21: () => ({}) },
});
