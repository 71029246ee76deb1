import type * as V2 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { inventoriesKnown, inventoriesRefused } from '../inventories.js';

interface Promised {
  requestId: number;
  status: V2.GenericDeviceModelStatusEnumType;
}

/** Whether a report is to come; where there is nothing to report, all is known (B07). */
export default onAnswer<Promised>({
  read: {
    v2: ({ status }: V2.GetBaseReportResponse, { requestId }: V2.GetBaseReportRequest) => ({
      requestId,
      status,
    }),
  },
  keep: async (told, { tx }) => {
    const all = told.map(({ station, receivedAt: at, fact }) => ({ station, at, ...fact }));
    const empty = all.filter(({ status }) => status === 'EmptyResultSet');
    await inventoriesKnown(
      tx,
      empty.map(({ station, requestId, at }) => ({ station, requestId: String(requestId), at })),
    );
    await inventoriesRefused(
      tx,
      all.filter(({ status }) => status === 'Rejected' || status === 'NotSupported'),
    );
  },
});
