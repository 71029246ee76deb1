import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { small, whole } from '../../bounds.js';
import type { Stream } from '../event-streams.js';
import { listStreams } from '../stream-changes.js';

/** The station lists the streams that are open (2.1 N14). */
export default onAnswer<Stream[]>({
  read: {
    v21: ({ constantStreamData = [] }: V21.GetPeriodicEventStreamResponse) =>
      constantStreamData.map((is) => ({
        streamId: whole(is.id) ?? 0,
        monitorId: whole(is.variableMonitoringId),
        interval: small(is.params.interval),
        values: small(is.params.values),
      })),
  },
  keep: listStreams,
});
