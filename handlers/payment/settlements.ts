import type { Keeping, Told } from '../action.js';
import { insertion } from '../insertion.js';

export interface Settlement {
  transactionId: string | null;
  /** The payment's name at the payment provider. */
  pspRef: string;
  /** Settled, Canceled, Rejected, Failed. */
  status: string;
  info: string | null;
  amount: number;
  settledAt: Date;
  receiptId: string | null;
  receiptUrl: string | null;
  vatNumber: string | null;
  vatCompany: object | null;
}

interface Row extends Settlement {
  stationId: string;
  receivedAt: Date;
}

const add = insertion<Row>(
  {
    table: 'settlement',
    columns: {
      stationId: 'text',
      transactionId: 'text',
      pspRef: 'text',
      status: 'text',
      info: 'text',
      amount: 'numeric',
      settledAt: 'timestamptz',
      receiptId: 'text',
      receiptUrl: 'text',
      vatNumber: 'text',
      vatCompany: 'jsonb',
      receivedAt: 'timestamptz',
    },
  },
  'on conflict do nothing',
);

/** Keeps what became of payments. */
export async function keepSettlements(told: Told<Settlement>[], { tx, emit }: Keeping): Promise<null[]> {
  const news = await add(
    tx,
    told.map(({ station, receivedAt, fact }) => ({ ...fact, stationId: station, receivedAt })),
  );
  for (const { stationId, transactionId, pspRef, status, amount, settledAt, receiptUrl } of news)
    emit({
      station: stationId,
      type: 'PaymentSettled',
      at: settledAt,
      data: { transactionId, pspRef, status, amount, receiptUrl },
    });
  return told.map(() => null);
}
