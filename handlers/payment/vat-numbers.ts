import type { Keeping, Told } from '../action.js';
import { short } from '../bounds.js';
import { insertion, lastOfEach } from '../insertion.js';
import { type Company, vatRegister } from './vat-register.js';

export interface VatQuestion {
  vatNumber: string;
  /** 0: the station as a whole. */
  evseId: number;
}

export interface VatVerdict {
  status: 'Accepted' | 'Rejected';
  company: Company | null;
}

interface Row extends VatQuestion, VatVerdict {
  stationId: string;
  at: Date;
}

const write = insertion<Row>(
  {
    table: 'vat_number_query',
    columns: {
      stationId: 'text',
      evseId: 'integer',
      vatNumber: 'text',
      status: 'text',
      company: 'jsonb',
      at: 'timestamptz',
    },
  },
  `on conflict (station_id, vat_number, evse_id) do update
   set status = excluded.status, company = excluded.company, at = excluded.at`,
);

/** Looks VAT numbers up, and keeps what was asked and answered. */
export async function judgeVatNumbers(
  told: Told<VatQuestion>[],
  { tx, emit }: Keeping,
): Promise<VatVerdict[]> {
  const rows = await Promise.all(
    told.map(async ({ station, receivedAt, fact }): Promise<Row> => {
      const company = (await vatRegister.find?.(fact.vatNumber)) ?? null;
      const status = company ? 'Accepted' : 'Rejected';
      const vatNumber = short(fact.vatNumber);
      return { stationId: station, evseId: fact.evseId, vatNumber, status, company, at: receivedAt };
    }),
  );
  const kept = await write(
    tx,
    lastOfEach(rows, ({ stationId, vatNumber, evseId }) => [stationId, vatNumber, evseId]),
  );
  for (const { isNew, stationId, at, evseId, vatNumber, status } of kept)
    if (isNew)
      emit({ station: stationId, type: 'VatNumberQueried', at, data: { evseId, vatNumber, status } });
  return rows;
}
