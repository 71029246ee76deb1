import assert from 'node:assert/strict';
import { type About, row } from '../../handlers/action.js';
import { findActions } from '../../handlers/actions.js';
import { follow } from '../../handlers/consequences.js';
import { violations } from '../../ocpp/validation.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import { inTransaction, openPool, type Pool, type Transaction } from '../../platform/database/pool.js';
import { record } from '../../platform/events/outbox.js';
import type { EventType, NewEvent } from '../../platform/events/station-event.js';
import { readSettings, type Settings } from '../../platform/settings.js';
import { freshDatabase, poolAs } from '../support/database.js';

export interface Call {
  station: string;
  version: OcppVersion;
  action: string;
  // biome-ignore lint/suspicious/noExplicitAny: payloads as they come off the wire
  payload: any;
  messageId?: string;
  receivedAt?: Date;
}

/** Actions on a database of their own, called the way the dispatcher does: read each, keep all, answer each. */
export interface Wire {
  pool: Pool;
  settings: Settings;
  events: NewEvent[];
  /** Makes a station, as its admission does. */
  station(id: string, version: OcppVersion, columns?: Record<string, unknown>): Promise<string>;
  // biome-ignore lint/suspicious/noExplicitAny: answers as they go onto the wire
  batch(calls: Call[]): Promise<any[]>;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  send(call: Call): Promise<any>;
  /** Statements of `keep` so far. */
  statements(): number;
  rows<Row = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
  eventsOf<Type extends EventType>(type: Type): Extract<NewEvent, { type: Type }>[];
  close(): Promise<void>;
}

/** @param environment settings */
export async function openWire(environment: Record<string, string> = {}): Promise<Wire> {
  const database = await freshDatabase();
  const pool = openPool(database.url, { size: 6, name: 'test', scans: false });
  const own = poolAs(pool, 'handlers');
  const actions = await findActions();
  const settings = readSettings(environment);
  const events: NewEvent[] = [];
  let statements = 0;
  const counted = (tx: Transaction): Transaction =>
    Object.assign(Object.create(tx) as Transaction, {
      query: (...args: Parameters<Transaction['query']>) => {
        statements++;
        return tx.query(...args);
      },
    });

  async function consult({
    station,
    version,
    action,
    payload,
    messageId = '1',
    receivedAt = new Date(),
  }: Call) {
    const about: About = { station, version, messageId, receivedAt };
    const { read, consult } = actions.get(action) ?? { read: {} };
    const told = { ...about, fact: row(read, version)?.(payload as never, about) };
    return consult?.(told, { pool: own, settings, signal: AbortSignal.timeout(10_000) });
  }

  async function batch(calls: Call[]) {
    const happened: NewEvent[] = [];
    const found = await Promise.all(calls.map(consult));
    const answers = await inTransaction(own, async (tx) => {
      const answered = new Map<Call, object>();
      for (const [name, group] of Map.groupBy(calls, ({ action }) => action)) {
        const action = actions.get(name);
        assert.ok(action, `no action ${name}`);
        const told = group.map(({ station, version, payload, messageId = '1', receivedAt = new Date() }) => {
          const about: About = { station, version, messageId, receivedAt };
          return { ...about, fact: row(action.read, version)?.(payload as never, about) };
        });
        for (const [i, call] of group.entries())
          Object.assign(told[i] ?? {}, { found: found[calls.indexOf(call)] });
        const emit = (event: NewEvent) => happened.push(event);
        const results =
          (await action.keep?.(told, { tx: counted(tx), settings, emit })) ?? told.map(() => undefined);
        assert.equal(results.length, told.length);
        group.forEach((call, i) => {
          const one = told[i];
          assert.ok(one);
          const answer = row(action.answer ?? {}, call.version)?.(results[i], one) ?? {};
          const wire = JSON.parse(JSON.stringify(answer)) as object;
          assert.deepEqual(violations(call.version, name, 'Response', wire), [], JSON.stringify(wire));
          answered.set(call, wire);
        });
      }
      await follow(happened, { tx: counted(tx), settings, emit: (event) => happened.push(event) });
      await record(tx, happened);
      return calls.map((call) => answered.get(call));
    });
    events.push(...happened);
    return answers;
  }

  return {
    pool,
    settings,
    events,
    batch,
    send: async (call) => (await batch([call]))[0],
    async station(id, version, columns = {}) {
      const names = ['id', 'ocpp_version', ...Object.keys(columns)];
      const values = [id, version, ...Object.values(columns)];
      await pool.query(
        `insert into charging_station (${names}) values (${values.map((_, i) => `$${i + 1}`)})`,
        values,
      );
      return id;
    },
    statements: () => statements,
    rows: async <Row>(sql: string, values: unknown[] = []) => (await pool.query(sql, values)).rows as Row[],
    eventsOf: <Type extends EventType>(type: Type) =>
      events.filter((event): event is Extract<NewEvent, { type: Type }> => event.type === type),
    async close() {
      await own.end();
      await pool.end();
      await database.drop();
    },
  };
}

export const versions: OcppVersion[] = ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'];
