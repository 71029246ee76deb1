import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { short } from '../../bounds.js';
import { keepTariffs, type Tariffs } from '../tariffs.js';

/** A transaction goes on under another tariff (2.1 I11). */
export default onAnswer<Tariffs | null>({
  read: {
    v21: (
      { status }: V21.ChangeTransactionTariffResponse,
      { transactionId, tariff }: V21.ChangeTransactionTariffRequest,
    ): Tariffs | null =>
      status === 'Accepted'
        ? {
            wholeOf: null,
            tariffs: [
              {
                ...{ evseId: 0, tariffId: tariff.tariffId, kind: 'TransactionTariff', idTokens: null },
                ...{ transactionId: short(transactionId), validFrom: null, tariff },
              },
            ],
          }
        : null,
  },
  keep: keepTariffs,
});
