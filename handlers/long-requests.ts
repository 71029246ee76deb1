import { columns } from '../platform/database/columns.js';
import type { Transaction } from '../platform/database/pool.js';

/** How a request stands by the step that its station tells of; null for a step that says nothing of it (Idle). */
export type StepState = 'UNDER_WAY' | 'DONE' | 'FAILED' | 'SUPERSEDED' | null;

export interface RequestStep {
  station: string;
  kind: string;
  /** As on the wire; null where the version has none, or the station leaves it out. */
  requestId: string | null;
  state: StepState;
  status: string;
  info: string | null;
  at: Date;
}

export interface RequestAnswer {
  command: string;
  accepted: boolean;
  status: string | null;
  at: Date;
}

/** A request whose state is another than before. */
export interface ChangedRequest {
  id: string;
  station: string;
  requestId: string | null;
  state: string;
  status: string | null;
}

type Table = 'firmware_update' | 'log_request';

const changed = (row: string) =>
  `${row}.id, ${row}.station_id as station, ${row}.request_id as "requestId", ${row}.state, ${row}.status`;

/**
 * Requests that stations work on for long. What they tell of them may come before their answer, for answers and
 * messages go separate ways; so neither needs the other to be known.
 */
export function longRequests(table: Table) {
  const findMeant = {
    name: `whose steps in ${table}`,
    text: `select t.place::int - 1 as place, meant.id
           from unnest($1::text[], $2::text[], $3::bigint[], $4::boolean[], $5::text[]) with ordinality
             as t (station_id, kind, request_id, idle, status, place)
           cross join lateral (
             select r.id from ${table} r
             where r.station_id = t.station_id and r.kind = t.kind
               and case when t.request_id is null
                     then not t.idle and (r.state in ('ASKED', 'ACCEPTED', 'UNDER_WAY', 'FAILED') or (r.state = 'DONE' and r.status = t.status))
                   else r.request_id = t.request_id end
             -- Without a number: what it works on, what it was just asked, what it tries again, what it repeats the end of.
             order by case r.state when 'ACCEPTED' then 0 when 'UNDER_WAY' then 0 when 'ASKED' then 1 when 'FAILED' then 2 else 3 end,
               r.created_at desc, r.id desc
             limit 1
           ) meant`,
  };
  const advance = {
    name: `advance ${table}`,
    text: `update ${table} r
           set state = t.state, status = t.status, info = t.info, started_at = coalesce(r.started_at, t.at),
               ended_at = case when t.state <> 'UNDER_WAY' then t.at end
           from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::timestamptz[]) as t (id, state, status, info, at)
           where r.id = t.id and r.state not in ('DONE', 'SUPERSEDED') and (r.state, r.status) is distinct from (t.state, t.status)
           returning ${changed('r')}`,
  };
  const answer = {
    name: `answers to ${table}`,
    text: `update ${table} r
           set answer_status = t.status,
               state = case when r.state <> 'ASKED' then r.state when t.accepted then 'ACCEPTED' else 'REJECTED' end,
               ended_at = case when r.state = 'ASKED' and not t.accepted then t.at else r.ended_at end
           from unnest($1::uuid[], $2::boolean[], $3::text[], $4::timestamptz[]) as t (command_id, accepted, status, at)
           where r.command_id = t.command_id returning ${changed('r')}`,
  };
  // A station works on one at a time: what it was at before is over once it takes up another.
  const supersede = {
    name: `supersede ${table}`,
    text: `update ${table} r set state = 'SUPERSEDED', ended_at = now()
           from ${table} newer
           where newer.command_id = any($1::uuid[]) and newer.state not in ('ASKED', 'REJECTED')
             and r.station_id = newer.station_id and r.kind = newer.kind and r.id < newer.id
             and r.state in ('ACCEPTED', 'UNDER_WAY')
           returning ${changed('r')}`,
  };

  return {
    /** Takes steps to the requests they belong to. @returns the request of each step, null where there is none */
    async step(
      tx: Transaction,
      steps: RequestStep[],
    ): Promise<{ ids: (string | null)[]; news: ChangedRequest[] }> {
      const { rows } = await tx.query<{ place: number; id: string }>({
        ...findMeant,
        values: columns(
          steps.map((step) => ({ ...step, idle: step.state === null })),
          ['station', 'kind', 'requestId', 'idle', 'status'],
        ),
      });
      const meant = new Map(rows.map(({ place, id }) => [place, id]));
      // The last step of a batch is where the request stands.
      const last = new Map<string, RequestStep>();
      for (const [place, step] of steps.entries()) {
        const id = meant.get(place);
        if (id !== undefined && step.state !== null) last.set(id, step);
      }
      const latest = [...last.values()];
      const ids = steps.map((_, place) => meant.get(place) ?? null);
      if (latest.length === 0) return { ids, news: [] };
      const { rows: news } = await tx.query<ChangedRequest>({
        ...advance,
        values: [[...last.keys()], ...columns(latest, ['state', 'status', 'info', 'at'])],
      });
      return { ids, news };
    },

    /** Takes the answers to the commands that began requests. */
    async answer(tx: Transaction, answers: RequestAnswer[]): Promise<ChangedRequest[]> {
      const answered = await tx.query<ChangedRequest>({
        ...answer,
        values: columns(answers, ['command', 'accepted', 'status', 'at']),
      });
      const older = await tx.query<ChangedRequest>({
        ...supersede,
        values: [answers.map(({ command }) => command)],
      });
      return [...answered.rows, ...older.rows];
    },
  };
}
