import { createHash } from 'node:crypto';
import { redacted } from '../../ocpp/secrets.js';
import type { Finding } from '../../ocpp/validation.js';
import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import type { Keeping, Told } from '../action.js';
import { storableJson } from '../storable.js';
import { judgeData, type Known, knownMessages } from './vendor-messages.js';

export interface Transfer {
  vendorId: string;
  messageId: string | null;
  data: unknown;
}

export type TransferStatus = 'Accepted' | 'Rejected' | 'UnknownVendorId' | 'UnknownMessageId';

interface Row extends Transfer {
  station: string;
  direction: 'IN' | 'OUT';
  transferKey: string;
  status: string;
  answerData: unknown;
  findings: Finding[];
  at: Date;
}

/** Answers what vendors' messages say, and keeps it (P02.FR.06 to 08). */
export async function receive(told: Told<Transfer>[], { tx, emit }: Keeping): Promise<TransferStatus[]> {
  const known = await knownMessages(
    tx,
    told.map(({ fact }) => fact),
  );
  const rows = told.map(({ station, messageId, receivedAt, fact }, i) => {
    const findings = judgeData(known[i]?.request ?? null, fact.data);
    const status = statusOf(known[i] as Known, findings);
    const transferKey = keyOf([messageId, fact.vendorId, fact.messageId, fact.data]);
    return {
      ...fact,
      station,
      direction: 'IN' as const,
      transferKey,
      status,
      answerData: null,
      findings,
      at: receivedAt,
    };
  });
  const news = await write(tx, rows);
  for (const { station, at, transferKey, vendorId, messageId, data, status, findings } of rows)
    if (news.delete(nameOf({ station, transferKey })))
      emit({
        station,
        type: 'DataTransferReceived',
        at,
        data: { vendorId, messageId, data, status, findings },
      });
  return rows.map(({ status }) => status);
}

function statusOf({ vendor, message }: Known, findings: Finding[]): TransferStatus {
  if (!vendor) return 'UnknownVendorId';
  if (!message) return 'UnknownMessageId';
  return findings.length > 0 ? 'Rejected' : 'Accepted';
}

/** What a station answered to a message of ours. */
export interface Reply extends Transfer {
  status: string;
  answerData: unknown;
}

/** Keeps what stations answered to our messages, and how that breaks the schema of the answer. */
export async function keepReplies(told: Told<Reply>[], { tx }: Keeping): Promise<void> {
  const known = await knownMessages(
    tx,
    told.map(({ fact }) => fact),
  );
  await write(
    tx,
    told.map(({ station, messageId: command, receivedAt, fact }, i) => ({
      ...fact,
      station,
      direction: 'OUT',
      transferKey: command,
      findings: fact.status === 'Accepted' ? judgeData(known[i]?.answer ?? null, fact.answerData) : [],
      at: receivedAt,
    })),
  );
}

/** A message id alone tells nothing apart: there are stations that never change it. */
const keyOf = (parts: unknown[]): string => createHash('md5').update(JSON.stringify(parts)).digest('base64');

const nameOf = ({ station, transferKey }: Pick<Row, 'station' | 'transferKey'>): string =>
  JSON.stringify([station, transferKey]);

/** Judged as it came, kept without secrets. */
const shown = (data: unknown): string | null =>
  data === null ? null : storableJson(redacted({ data }).data);

/** Keeps each once and counts its repeats. @returns the names of those not heard before */
async function write(tx: Transaction, rows: Row[]): Promise<Set<string>> {
  const once = [...new Map(rows.map((row) => [nameOf(row), row])).values()].map((row) => ({
    ...row,
    data: shown(row.data),
    answerData: shown(row.answerData),
    findings: storableJson(row.findings),
  }));
  const { rows: kept } = await tx.query<{ station: string; transferKey: string }>({
    name: 'keep data transfers',
    text: `with kept as (
             insert into data_transfer as d (station_id, direction, transfer_key, vendor_id, message_id, data, status,
               answer_data, findings, at)
             select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[], $7::text[],
               $8::jsonb[], $9::jsonb[], $10::timestamptz[])
             order by 1, 3
             on conflict (station_id, transfer_key) do update set times = d.times + 1, at = excluded.at
             returning station_id as station, transfer_key as "transferKey", xmax = 0 as fresh
           )
           select station, "transferKey" from kept where fresh`,
    values: columns(once, [
      'station',
      'direction',
      'transferKey',
      'vendorId',
      'messageId',
      'data',
      'status',
      'answerData',
      'findings',
      'at',
    ]),
  });
  return new Set(kept.map(nameOf));
}
