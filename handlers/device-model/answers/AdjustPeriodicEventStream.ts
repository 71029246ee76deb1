import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { small } from '../../bounds.js';
import { adjustStreams, type StreamPace } from '../stream-changes.js';

/** The station sends the values of a stream at another pace (2.1 N13). */
export default onAnswer<StreamPace | null>({
  read: {
    v21: (
      { status }: V21.AdjustPeriodicEventStreamResponse,
      { id, params }: V21.AdjustPeriodicEventStreamRequest,
    ) =>
      status === 'Accepted'
        ? { streamId: id, interval: small(params.interval), values: small(params.values) }
        : null,
  },
  keep: adjustStreams,
});
