import { columns } from '../../platform/database/columns.js';
import type { Transaction } from '../../platform/database/pool.js';
import { compareAnew, mostAttempts } from './drift.js';
import { type Tried, type Verdict, verdictOn } from './verdicts.js';

/** The wait after an attempt that failed: a minute, then twice as long each time, a day at most. */
const nextAttempt = (attempts: string): string =>
  `case when ${attempts} < ${mostAttempts} then now() + make_interval(mins => least(power(2, ${attempts} - 1), 1440)::int) end`;

/** Reads what became of the attempts whose commands have ended. @returns the stations they were about */
export async function judge(tx: Transaction): Promise<string[]> {
  const { rows } = await tx.query<Tried>({
    name: 'ended attempts',
    text: `select d.id, d.station_id as station, d.component, d.variable, d.component_instance as "componentInstance",
             d.evse_id as "evseId", d.connector_id as "connectorId", d.variable_instance as "variableInstance",
             d.attribute_type as "attributeType", d.mode, c.action, c.state, c.payload, c.answer,
             c.error_code as "errorCode", c.error_description as "errorDescription"
           from drift d left join command c on c.id = d.command_id
           where d.command_id is not null and (c.id is null or c.state not in ('QUEUED', 'SENT'))
           order by d.id limit 5000`,
  });
  await write(
    tx,
    rows.map((tried) => ({ id: tried.id, ...verdictOn(tried) })),
  );
  return rows.map(({ station }) => station);
}

async function write(tx: Transaction, verdicts: (Verdict & { id: string })[]): Promise<void> {
  if (verdicts.length === 0) return;
  await tx.query({
    name: 'write verdicts',
    text: `update drift d
           set command_id = null,
               accepted_value = case when n.waits then null else coalesce(n.accepted, d.accepted_value) end,
               refused_value = case when n.reason is not null then coalesce(n.refused, d.desired_value)
                 when n.accepted is not null or n.waits then null else d.refused_value end,
               reason = coalesce(n.reason, d.reason), unreadable = d.unreadable or n.unreadable,
               attempts = d.attempts + case when n.counts then 1 else 0 end,
               next_attempt_at = case when n.failed then ${nextAttempt('d.attempts + 1')} end
           from unnest($1::bigint[], $2::text[], $3::bool[], $4::text[], $5::text[], $6::bool[], $7::bool[], $8::bool[])
             as n (id, accepted, waits, refused, reason, unreadable, failed, counts)
           where d.id = n.id`,
    values: [
      verdicts.map(({ id }) => id),
      verdicts.map(({ accepted }) => accepted ?? null),
      verdicts.map(({ waits }) => waits ?? false),
      verdicts.map(({ refused }) => refused ?? null),
      verdicts.map(({ reason }) => reason ?? null),
      verdicts.map(({ unreadable }) => unreadable ?? false),
      verdicts.map(({ failed }) => failed ?? false),
      // A value that is taken again and again and never holds is as vain as one that is refused.
      verdicts.map(({ accepted, waits, failed }) => accepted !== undefined || (waits ?? failed ?? false)),
    ],
  });
}

/** These can't even be asked of their stations. */
export async function refuse(tx: Transaction, refused: { id: string; reason: string }[]): Promise<void> {
  if (refused.length === 0) return;
  const { rows } = await tx.query<{ station: string }>({
    name: 'refuse desired values',
    text: `update drift d set reason = n.reason, refused_value = desired_value, attempts = ${mostAttempts}, next_attempt_at = null
           from unnest($1::bigint[], $2::text[]) as n (id, reason) where d.id = n.id
           returning d.station_id as station`,
    values: columns(refused, ['id', 'reason']),
  });
  await compareAnew(
    tx,
    rows.map(({ station }) => station),
  );
}
