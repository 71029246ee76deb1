import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { whole } from '../bounds.js';
import { closeStreams } from './event-streams.js';

/** The station sends no more over a stream (2.1 N12). */
export default on<number, null>({
  read: { v21: ({ id }: V21.ClosePeriodicEventStreamRequest) => whole(id) ?? 0 },
  keep: closeStreams,
  answer: { v21: () => ({}) },
});
