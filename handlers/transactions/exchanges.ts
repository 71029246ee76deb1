import type { Keeping, Told } from '../action.js';
import { insertion, lastOfEach, orChange, type Target } from '../insertion.js';

interface Row {
  stationId: string;
  /** As the station calls it; '' for the station as a whole. */
  transactionId: string;
  updatedAt: Date;
}

const key = { stationId: 'text', transactionId: 'text', updatedAt: 'timestamptz' } as const;
const table = 'transaction_exchange';
const keyOf = ({ stationId, transactionId }: Row) => [stationId, transactionId];

/** What the station says of a transaction, and whether it has still something to tell (2.x E14). */
export interface Check {
  transactionId: string;
  ongoing: boolean | null;
  messagesInQueue: boolean;
}

interface Checked extends Row, Check {
  checkedAt: Date;
}
const checked: Target<Checked> = {
  table,
  columns: { ...key, ongoing: 'boolean', messagesInQueue: 'boolean', checkedAt: 'timestamptz' },
};
const check = insertion(checked, orChange(checked, ['stationId', 'transactionId'], []));

/** It only notes: that a station has no such transaction may be because its end is still in its queue. */
export async function keepChecks(told: Told<Check>[], { tx, emit }: Keeping): Promise<void> {
  const rows = told.map(({ station: stationId, receivedAt: at, fact }) => ({
    ...{ ...fact, stationId, checkedAt: at, updatedAt: at },
  }));
  for (const row of await check(tx, lastOfEach(rows, keyOf)))
    emit({
      station: row.stationId,
      type: 'TransactionChecked',
      at: row.checkedAt,
      data: {
        transactionId: row.transactionId || null,
        ongoing: row.ongoing,
        messagesInQueue: row.messagesInQueue,
      },
    });
}

/** What a driver is shown to have to pay so far (2.x I02, I03). */
export interface Cost {
  transactionId: string;
  totalCost: number;
}

interface ToldCost extends Row, Cost {
  costToldAt: Date;
}
const costs: Target<ToldCost> = {
  table,
  columns: { ...key, totalCost: 'numeric', costToldAt: 'timestamptz' },
};
const tellCost = insertion(costs, orChange(costs, ['stationId', 'transactionId'], []));

export async function keepCosts(told: Told<Cost>[], { tx, emit }: Keeping): Promise<void> {
  const rows = told.map(({ station: stationId, receivedAt: at, fact }) => ({
    ...{ ...fact, stationId, costToldAt: at, updatedAt: at },
  }));
  for (const { stationId, transactionId, totalCost, costToldAt } of await tellCost(
    tx,
    lastOfEach(rows, keyOf),
  ))
    emit({ station: stationId, type: 'CostTold', at: costToldAt, data: { transactionId, totalCost } });
}

/** How energy may flow in a transaction from now on (2.1 Q02). */
export interface Transfer {
  transactionId: string;
  allowedEnergyTransfer: string[];
  transferAnswer: string;
}

interface ToldTransfer extends Row, Transfer {
  transferToldAt: Date;
}
const transfers: Target<ToldTransfer> = {
  table,
  columns: {
    ...key,
    allowedEnergyTransfer: 'jsonb',
    transferAnswer: 'text',
    transferToldAt: 'timestamptz',
  },
};
/** What was refused leaves what was allowed before. */
const tellTransfer = insertion(
  transfers,
  `on conflict (station_id, transaction_id) do update
   set allowed_energy_transfer = case when excluded.transfer_answer = 'Accepted' then excluded.allowed_energy_transfer
                                 else kept.allowed_energy_transfer end,
       transfer_answer = excluded.transfer_answer, transfer_told_at = excluded.transfer_told_at, updated_at = excluded.updated_at`,
);

export async function keepTransfers(told: Told<Transfer>[], { tx, emit }: Keeping): Promise<void> {
  const rows = told.map(({ station: stationId, receivedAt: at, fact }) => ({
    ...{ ...fact, stationId, transferToldAt: at, updatedAt: at },
  }));
  await tellTransfer(tx, lastOfEach(rows, keyOf));
  for (const { station, receivedAt: at, fact } of told) {
    const { transactionId, allowedEnergyTransfer, transferAnswer: answer } = fact;
    emit({
      station,
      type: 'AllowedEnergyTransferTold',
      at,
      data: { transactionId, allowedEnergyTransfer, answer },
    });
  }
}
