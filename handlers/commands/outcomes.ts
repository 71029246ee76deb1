import { describe, type Finding, violations } from '../../ocpp/validation.js';
import type { Outcome } from '../../platform/broker/messages.js';
import { isOutage } from '../../platform/database/outage.js';
import type { Pool, Transaction } from '../../platform/database/pool.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import { log, reason } from '../../platform/log.js';
import type { Settings } from '../../platform/settings.js';
import type { AnswerTo } from '../answer.js';
import { inTransactionWithConsequences } from '../consequences.js';
import { storable, storableJson } from '../storable.js';
import { ofCommand } from '../trace/exchanges.js';
import type { Exchange } from '../trace/trace.js';
import { learn } from './answers.js';

/** A command as its row says it ended. */
interface Row {
  id: string;
  station_id: string;
  action: string;
  state: string;
  answer: unknown;
  error_code: string | null;
  error_description: string | null;
  late: boolean;
}

export const commandUpdated = (row: Row): NewEvent => ({
  station: row.station_id,
  type: 'CommandUpdated',
  at: new Date(),
  data: {
    commandId: row.id,
    action: row.action,
    state: row.state,
    answer: row.answer,
    errorCode: row.error_code,
    errorDescription: row.error_description,
    late: row.late,
  },
});

interface Around {
  pool: Pool;
  settings: Settings;
  answers: Map<string, AnswerTo[]>;
}

/** What an answer says: the payload of a CALLRESULT, or the words of a CALLERROR. */
interface Said {
  answer: unknown;
  errorCode: string | null;
  description: string | null;
  findings: Finding[];
}

/**
 * Completes the records of commands. A late answer completes one that had timed out; anything that comes a second
 * time finds its record complete and changes nothing.
 */
export async function completeCommands(
  outcomes: Outcome[],
  around: Around,
): Promise<{ events: NewEvent[]; exchanges: Exchange[] }> {
  const said = outcomes.map(readAnswer);
  const events = await keepAll(outcomes, said, around);
  const exchanges = outcomes.flatMap((outcome, index) => {
    const { errorCode, findings } = said[index] as Said;
    return outcome.sentAt > 0 ? [ofCommand(outcome, errorCode, findings)] : [];
  });
  return { events, exchanges };
}

/**
 * All together, or else one by one; an answer whose meaning can't be kept completes its command all the same, and one
 * that can't be kept at all (nested too deep) is left out of its record.
 */
async function keepAll(outcomes: Outcome[], said: Said[], around: Around): Promise<NewEvent[]> {
  try {
    return await keep(outcomes, said, around);
  } catch (error) {
    if (isOutage(error)) throw error;
    if (outcomes.length === 1) {
      const { command, action } = outcomes[0] as Outcome;
      log.error({ command, action, err: error }, 'what the answer to a command says could not be kept');
      return keepBare(outcomes, said, { ...around, answers: new Map() });
    }
  }
  const events: NewEvent[] = [];
  for (const [index, outcome] of outcomes.entries())
    events.push(...(await keepAll([outcome], [said[index] as Said], around)));
  return events;
}

async function keepBare(outcomes: Outcome[], said: Said[], around: Around): Promise<NewEvent[]> {
  try {
    return await keep(outcomes, said, around);
  } catch (error) {
    if (isOutage(error)) throw error;
    const description = `the answer could not be kept: ${reason(error)}`;
    return keep(outcomes, [{ answer: null, errorCode: null, description, findings: [] }], around);
  }
}

async function keep(
  outcomes: Outcome[],
  said: Said[],
  { pool, settings, answers }: Around,
): Promise<NewEvent[]> {
  const { events } = await inTransactionWithConsequences({ pool, settings }, async (keeping) => {
    const { tx, emit } = keeping;
    const rows = await complete(tx, outcomes, said);
    const answered = new Set(rows.filter(({ state }) => state === 'ANSWERED').map(({ id }) => id));
    const telling = outcomes.filter(({ command, state }) => state === 'ANSWERED' && answered.delete(command));
    await learn(telling, answers, keeping);
    for (const row of rows) emit(commandUpdated(row));
  });
  return events;
}

function readAnswer({ answer, version, action, state, note }: Outcome): Said {
  if (answer === undefined) return { answer: null, errorCode: null, description: note ?? null, findings: [] };
  const frame = JSON.parse(answer) as unknown[];
  if (state === 'CALL_ERROR')
    return { answer: null, errorCode: words(frame[2]), description: words(frame[3]), findings: [] };
  const findings = violations(version, action, 'Response', frame[2]).map(describe);
  return { answer: frame[2] ?? {}, errorCode: null, description: null, findings };
}

/** What stands where text should: as it came, if not text as JSON. */
function words(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return storable(typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 1000);
}

async function complete(tx: Transaction, outcomes: Outcome[], said: Said[]): Promise<Row[]> {
  const { rows } = await tx.query<Row>({
    name: 'complete commands',
    text: `with outcome as (
             select distinct on (id) * from unnest($1::uuid[], $2::text[], $3::jsonb[], $4::text[], $5::text[], $6::bool[],
               $7::timestamptz[], $8::timestamptz[])
               as o (id, state, answer, error_code, error_description, late, sent_at, at)
             order by id, answer is null
           )
           update command c
           -- What never went out and may still wait for its station waits on.
           set state = case when o.state = 'OFFLINE' and c.expires_at > now() then 'QUEUED' else o.state end, answer = o.answer, error_code = o.error_code, error_description = o.error_description,
               late = o.late, sent_at = case when o.state = 'OFFLINE' then null else coalesce(o.sent_at, c.sent_at) end,
               answered_at = case when o.state in ('ANSWERED', 'CALL_ERROR') then o.at end
           from outcome o
           where c.id = o.id and (c.state in ('SENT', 'QUEUED') or (c.state = 'TIMED_OUT' and o.state in ('ANSWERED', 'CALL_ERROR')))
           returning c.id, c.station_id, c.action, c.state, c.answer, c.error_code, c.error_description, c.late`,
    values: [
      outcomes.map(({ command }) => command),
      outcomes.map(({ state }) => state),
      said.map(({ answer }) => (answer === null ? null : storableJson(answer))),
      said.map(({ errorCode }) => errorCode),
      said.map(({ description }) => description),
      outcomes.map(({ late }) => late),
      outcomes.map(({ sentAt }) => (sentAt > 0 ? new Date(sentAt) : null)),
      outcomes.map(({ at }) => new Date(at)),
    ],
  });
  return rows;
}
