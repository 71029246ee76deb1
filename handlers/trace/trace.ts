import { copy, copyRow } from '../../platform/database/copy.js';
import { openCopies, type Pool } from '../../platform/database/pool.js';
import { log, reason } from '../../platform/log.js';
import { messages } from '../../platform/ops/metrics.js';
import { keptJson } from '../../platform/redaction.js';
import { storableJson } from '../storable.js';

/** One row of station_message: a CALL and what answered it. */
export interface Exchange {
  receivedAt: number;
  station: string;
  epoch: string;
  version: string;
  direction: 'IN' | 'OUT';
  action: string | null;
  messageId: string | null;
  request: string | null;
  answer: string | null;
  answeredAt: number | null;
  outcome: 'RESULT' | 'ERROR' | 'TIMEOUT' | 'NONE' | 'MALFORMED';
  errorCode: string | null;
  findings: object[] | null;
  command: string | null;
}

const mostRows = 5000;
/** Beyond this the handlers wait for the trace before they take more. */
const bound = 20_000;
/** Nobody waits for the trace, so it gathers a little: larger batches cost less. */
const gatherMs = 200;

/**
 * Writes the message trace in batches of its own, beside the answers and not before them: a frame that waits here when
 * the process dies was answered and is lost to the trace only.
 */
export class Trace {
  #rows: Exchange[] = [];
  #writing: Promise<void> | undefined;
  #closing = false;

  readonly #pool: Pool;

  constructor(
    pool: Pool,
    readonly enabled: boolean,
  ) {
    this.#pool = openCopies(pool);
  }

  add(rows: Exchange[]): void {
    for (const { action, direction, outcome } of rows) messages.add(action ?? '', direction, outcome);
    if (!this.enabled || rows.length === 0) return;
    for (const row of rows) this.#rows.push(row);
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
  }

  /** Resolves when there is room for more. */
  async room(): Promise<void> {
    while (this.#rows.length > bound && this.#writing) await this.#writing;
  }

  /** Writes what waits, where that can be written now, and ends. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.#writing;
    await this.#pool.end();
  }

  async #write(): Promise<void> {
    for (let failures = 0; this.#rows.length > 0; ) {
      if (this.#rows.length < mostRows) await sleep(gatherMs);
      const rows = this.#rows.slice(0, mostRows);
      try {
        await write(this.#pool, rows);
        this.#rows = this.#rows.slice(rows.length);
        failures = 0;
      } catch (error) {
        log.warn({ rows: this.#rows.length, reason: reason(error) }, 'message trace waits');
        if (++failures >= 120 || this.#closing) {
          log.error({ rows: rows.length }, 'message trace dropped: it could not be written for too long');
          this.#rows = this.#rows.slice(rows.length);
        } else await sleep(500);
      }
    }
  }
}

const into = `station_message (received_at, station_id, epoch, ocpp_version, direction, action, message_id,
  request, answer, answered_at, outcome, error_code, findings, command_id)`;

async function write(pool: Pool, rows: Exchange[]): Promise<void> {
  const client = await pool.connect();
  try {
    await copy(client, into, rows.map(lineOf));
    client.release();
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
}

const lineOf = (row: Exchange): string =>
  copyRow([
    time(row.receivedAt),
    row.station,
    row.epoch,
    row.version,
    row.direction,
    row.action,
    row.messageId,
    row.request === null ? null : keptJson(row.request),
    row.answer === null ? null : keptJson(row.answer),
    row.answeredAt === null ? null : time(row.answeredAt),
    row.outcome,
    row.errorCode,
    row.findings && row.findings.length > 0 ? storableJson(row.findings) : null,
    row.command,
  ]);

let lastAt = 0;
let lastTime = '';

/** Many rows share a millisecond. */
function time(at: number): string {
  if (at !== lastAt) {
    lastAt = at;
    lastTime = new Date(at).toISOString();
  }
  return lastTime;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
