import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { whole } from '../bounds.js';
import { timeOf } from '../clock.js';
import { keepStreamed, type Streamed } from './event-streams.js';

/** Values of a monitor in bulk: a SEND, which nothing answers (2.1 N13). */
export default on<Streamed, null>({
  read: {
    v21: ({ id, pending, basetime, data }: V21.NotifyPeriodicEventStream, { receivedAt }) => {
      const base = timeOf(basetime, receivedAt).getTime();
      return {
        streamId: whole(id) ?? 0,
        pending: whole(pending),
        // t is in seconds from the base time.
        values: data.map(({ t, v }) => ({ at: near(base, t * 1000), value: v })),
      };
    },
  },
  keep: keepStreamed,
});

/** An offset of more than a month is none. */
const near = (base: number, offset: number): Date =>
  new Date(Math.abs(offset) < 31 * 86_400_000 ? base + offset : base);
