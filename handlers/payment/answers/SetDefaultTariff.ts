import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { keepTariffs, type Tariffs } from '../tariffs.js';

/** The station has a default tariff (2.1 I07). */
export default onAnswer<Tariffs | null>({
  read: {
    v21: (
      { status }: V21.SetDefaultTariffResponse,
      { evseId, tariff }: V21.SetDefaultTariffRequest,
    ): Tariffs | null =>
      status === 'Accepted'
        ? {
            wholeOf: null,
            tariffs: [
              {
                ...{
                  evseId,
                  tariffId: tariff.tariffId,
                  kind: 'DefaultTariff',
                  transactionId: null,
                  idTokens: null,
                },
                validFrom: tariff.validFrom ? new Date(tariff.validFrom) : null,
                tariff,
              },
            ],
          }
        : null,
  },
  keep: keepTariffs,
});
