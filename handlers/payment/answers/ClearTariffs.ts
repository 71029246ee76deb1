import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { type Cleared, endTariffs } from '../tariffs.js';

/** The station has tariffs no more, or had none of them (2.1 I08). */
export default onAnswer<Cleared>({
  read: {
    v21: ({ clearTariffsResult }: V21.ClearTariffsResponse, { evseId }: V21.ClearTariffsRequest) => ({
      evseId: evseId ?? null,
      tariffIds: clearTariffsResult
        .filter(({ status }) => status !== 'Rejected')
        .map(({ tariffId }) => tariffId ?? null),
    }),
  },
  keep: endTariffs,
});
