import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { on } from '../action.js';
import { placeOfEvse } from '../place.js';
import { notEnabled } from '../status-info.js';
import { judgeVatNumbers, type VatQuestion, type VatVerdict } from './vat-numbers.js';

interface Asked extends VatQuestion {
  /** As the answer has to name it. */
  askedEvseId: number | undefined;
}

/** A driver typed a VAT number into the terminal, to have it on the receipt; is it one? (C23) */
export default on<Asked, VatVerdict>({
  read: {
    v21: ({ vatNumber, evseId }: V21.VatNumberValidationRequest) => ({
      vatNumber,
      evseId: placeOfEvse(evseId ?? 0, undefined).evseId,
      askedEvseId: evseId,
    }),
  },
  keep: judgeVatNumbers,
  answer: {
    v21: ({ status, company }, { fact }): V21.VatNumberValidationResponse => ({
      vatNumber: fact.vatNumber,
      ...(fact.askedEvseId !== undefined && { evseId: fact.askedEvseId }),
      status,
      ...(company ? { company } : { statusInfo: notEnabled('no register knows this number') }),
    }),
  },
});
