import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { clearKinds, monitorsChanged } from '../monitors.js';

/** What the station stops to watch when it goes back to a base (N05). */
const cleared: Record<V2.MonitoringBaseEnumType, string[]> = {
  All: [],
  FactoryDefault: ['CustomMonitor'],
  HardWiredOnly: ['CustomMonitor', 'PreconfiguredMonitor'],
};

/** The station watches what its maker or its wiring says, and no longer what we asked for. */
export default onAnswer<string[]>({
  read: {
    v2: ({ status }: V2.SetMonitoringBaseResponse, { monitoringBase }: V2.SetMonitoringBaseRequest) =>
      status === 'Accepted' ? cleared[monitoringBase] : [],
  },
  keep: async (told, { tx, emit }) => {
    for (const event of monitorsChanged(await clearKinds(tx, told), 'cleared')) emit(event);
  },
});
