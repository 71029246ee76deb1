import type { OcppVersion } from '../../ocpp/versions.js';
import type { Keeping, Told } from '../action.js';
import { insertion, lastOfEach } from '../insertion.js';
import { findHomes } from '../transactions/open-transactions.js';

export interface ChargingNeeds {
  evseId: number;
  energyTransfer: string;
  energyWh: number | null;
  departureAt: Date | null;
  maxScheduleTuples: number | null;
  /** All that the vehicle said, as sent. */
  needs: object;
  at: Date;
}

/** What a station is told: no schedule is calculated here, and 2.1 has a word for that (K15.FR.05). */
const verdictOf = {
  'ocpp1.6': 'Rejected',
  'ocpp2.0.1': 'Rejected',
  'ocpp2.1': 'NoChargingProfile',
} as const satisfies Record<OcppVersion, string>;
export type NeedsVerdict = (typeof verdictOf)[OcppVersion];

interface Row extends ChargingNeeds {
  stationId: string;
  transactionRef: string | null;
  status: NeedsVerdict;
}

const write = insertion<Row>(
  {
    table: 'ev_charging_needs',
    columns: {
      stationId: 'text',
      evseId: 'integer',
      transactionRef: 'bigint',
      energyTransfer: 'text',
      energyWh: 'numeric',
      departureAt: 'timestamptz',
      maxScheduleTuples: 'integer',
      needs: 'jsonb',
      status: 'text',
      at: 'timestamptz',
    },
  },
  `on conflict (station_id, evse_id, coalesce(transaction_ref, 0), md5(needs::text)) do update
   set at = excluded.at, status = excluded.status`,
);

/** Keeps what vehicles need, with the transaction it is for. */
export async function keepChargingNeeds(
  told: Told<ChargingNeeds>[],
  { tx, emit }: Keeping,
): Promise<NeedsVerdict[]> {
  const homes = await findHomes(
    tx,
    told.map(({ station, fact: { evseId, at } }) => ({
      station,
      evseId,
      transactionId: null,
      at: at.getTime(),
    })),
  );
  const rows = told.map(({ station, version, fact }, i) => ({
    ...fact,
    stationId: station,
    transactionRef: homes[i] ?? null,
    status: verdictOf[version],
  }));
  const kept = await write(
    tx,
    lastOfEach(rows, ({ stationId, evseId, transactionRef, needs }) => [
      stationId,
      evseId,
      transactionRef,
      needs,
    ]),
  );
  for (const { isNew, stationId, at, evseId, transactionRef, energyTransfer, ...more } of kept) {
    const { energyWh, departureAt, needs, status } = more;
    if (isNew)
      emit({
        station: stationId,
        type: 'EVChargingNeedsReported',
        at,
        data: {
          evseId,
          transaction: transactionRef,
          energyTransfer,
          energyWh,
          departureAt: departureAt?.toISOString() ?? null,
          needs,
          status,
        },
      });
  }
  return rows.map(({ status }) => status);
}
