import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { small, whole } from '../../bounds.js';
import { type Monitor, monitorsChanged, setMonitors } from '../monitors.js';
import { folded, nameOf } from '../variable-name.js';

/** The station watches variables as we asked (N04). */
export default onAnswer<Monitor[]>({
  read: {
    v2: (
      { setMonitoringResult }: V2.SetVariableMonitoringResponse,
      { setMonitoringData }: V2.SetVariableMonitoringRequest,
    ) => {
      const wished = Map.groupBy(setMonitoringData, keyOf);
      return setMonitoringResult.flatMap((is): Monitor[] => {
        // Two monitors of one kind are told apart by their order alone.
        const wish = wished.get(keyOf(is))?.shift();
        const monitorId = whole(is.id);
        if (is.status !== 'Accepted' || !wish || monitorId === null) return [];
        return [
          {
            ...nameOf(wish),
            monitorId,
            type: wish.type,
            value: wish.value,
            severity: small(wish.severity),
            transaction: wish.transaction ?? false,
            eventNotificationType: 'CustomMonitor',
          },
        ];
      });
    },
  },
  keep: async (told, { tx, emit }) => {
    for (const event of monitorsChanged(await setMonitors(tx, told), 'set')) emit(event);
  },
});

const keyOf = (is: V2.SetMonitoringDataType | V2.SetMonitoringResultType): string =>
  `${is.type} ${is.severity} ${folded(nameOf(is))}`;
