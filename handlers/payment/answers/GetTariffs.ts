import type * as V21 from 'typed-ocpp/dist/ocpp21/types.js';
import { onAnswer } from '../../answer.js';
import { keepTariffs, type StationTariff, type Tariffs } from '../tariffs.js';

/** The station lists its tariffs; NoTariff: it has none (2.1 I09). */
export default onAnswer<Tariffs | null>({
  read: {
    v21: (
      { status, tariffAssignments = [] }: V21.GetTariffsResponse,
      { evseId }: V21.GetTariffsRequest,
    ): Tariffs | null =>
      status === 'Rejected'
        ? null
        : { wholeOf: evseId, tariffs: tariffAssignments.flatMap((each) => tariffsOf(each, evseId)) },
  },
  keep: keepTariffs,
});

/** One at each EVSE that it names; else at the one that was asked about. */
const tariffsOf = (is: V21.TariffAssignmentType, asked: number): StationTariff[] =>
  (is.evseIds?.length ? is.evseIds : [asked]).map((evseId) => ({
    ...{ evseId, tariffId: is.tariffId, kind: is.tariffKind, transactionId: null, tariff: null },
    validFrom: is.validFrom ? new Date(is.validFrom) : null,
    idTokens: is.idTokens ?? null,
  }));
