import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { whole } from '../../bounds.js';
import { clearMonitors, monitorsChanged } from '../monitors.js';

/** The station no longer watches what we cleared, or never did (N06). */
export default onAnswer<number[]>({
  read: {
    v2: ({ clearMonitoringResult }: V2.ClearVariableMonitoringResponse) =>
      clearMonitoringResult
        .filter(({ status }) => status === 'Accepted' || status === 'NotFound')
        .flatMap(({ id }) => whole(id) ?? []),
  },
  keep: async (told, { tx, emit }) => {
    for (const event of monitorsChanged(await clearMonitors(tx, told), 'cleared')) emit(event);
  },
});
