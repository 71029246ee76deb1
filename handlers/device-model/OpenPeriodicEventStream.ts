import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { small, whole } from '../bounds.js';
import { openStreams, type Stream } from './event-streams.js';

/** The station is about to send the values of a monitor in bulk (2.1 N11). */
export default on<Stream, null>({
  read: {
    v21: ({ constantStreamData: is }: V21.OpenPeriodicEventStreamRequest) => ({
      streamId: whole(is.id) ?? 0,
      monitorId: whole(is.variableMonitoringId),
      interval: small(is.params.interval),
      values: small(is.params.values),
    }),
  },
  keep: openStreams,
  answer: { v21: (): V21.OpenPeriodicEventStreamResponse => ({ status: 'Accepted' }) },
});
