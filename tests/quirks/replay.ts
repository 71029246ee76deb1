import assert from 'node:assert/strict';
import { violations } from '../../ocpp/validation.js';
import { type Charger, dial } from '../support/charger.js';
import { ended, order } from '../support/commands.js';
import type { System } from '../support/system.js';
import { findings, fits, kept } from './look.js';
import { type Answer, type FrameText, type Heard, type Quirk, reconnect, type Step } from './quirk.js';

export interface Replaying {
  /** Its id, of its own for each replay. */
  station: string;
  mode: 'LENIENT' | 'STRICT';
  neighboursTransactionId: number;
}

/** Lets a station of this mode do what the quirk says, and looks at what comes of it. */
export async function replay(system: System, quirk: Quirk, replaying: Replaying): Promise<void> {
  const { station, mode } = replaying;
  const outcome = quirk.both ?? (mode === 'STRICT' ? quirk.strict : quirk.lenient);
  assert.ok(outcome, `an outcome for ${mode}`);
  await enter(system, { id: station, validation_mode: mode, ...quirk.station });
  const line = new Line(system, station, quirk);
  await line.connect();
  const heard = { transactionId: 0, neighboursTransactionId: replaying.neighboursTransactionId };
  await line.talk(heard, outcome.answers);
  // An answer too many would come before the one to this; and the connection lives.
  const last = await line.charger.call('Heartbeat', {});
  assert.deepEqual(last.slice(0, 2), [quirk.station?.registration_status ? 4 : 3, 'call-1']);
  await line.charger.hangUp();
  await kept(system.pool, station, outcome.kept ?? {});
  assert.deepEqual(await findings(system.pool, station), [...(quirk.findings ?? [])].sort());
}

async function enter({ pool }: System, columns: Record<string, unknown>): Promise<void> {
  const values = Object.values(columns);
  const places = values.map((_, i) => `$${i + 1}`);
  await pool.query(`insert into charging_station (${Object.keys(columns)}) values (${places})`, values);
}

/** The station's end, over as many connections as it needs. */
class Line {
  charger!: Charger;
  readonly #asked: string[] = [];

  constructor(
    readonly system: System,
    readonly station: string,
    readonly quirk: Quirk,
  ) {}

  async connect(): Promise<void> {
    this.charger = await dial(`${this.system.url}/${this.station}`, { protocols: [this.quirk.version] });
  }

  async talk(heard: Heard, answers: Answer[]): Promise<void> {
    const expected = answers.values();
    const waiting: (() => Promise<void>)[] = [];
    let before: unknown;
    for (const step of this.quirk.send)
      for (const frame of await this.#send(step, heard)) {
        const answer = expected.next().value;
        assert.ok(answer, 'an answer for each frame');
        const read = async () => {
          if (answer !== 'nothing') before = await this.#read({ frame, answer, before }, heard);
        };
        if (this.quirk.together) waiting.push(read);
        else await read();
      }
    for (const read of waiting) await read();
    assert.ok(expected.next().done, 'a frame for each answer');
  }

  /** @returns what may be answered */
  async #send(step: Step, heard: Heard): Promise<FrameText[]> {
    if (step === reconnect) {
      await this.charger.hangUp();
      await this.connect();
      return [];
    }
    if (typeof step === 'object' && !Array.isArray(step)) {
      const { action, payload = {}, late, replies } = step;
      const { version } = this.quirk;
      const command = { station: this.station, version, action, payload, ...(late && { timeoutMs: 300 }) };
      await order(this.system, this.system.gateway.id, [command]);
      const [, id] = await this.charger.asked();
      if (late) await ended(this.system.pool, id, 'TIMED_OUT');
      const frames = replies(id, this.#asked);
      this.#asked.push(id);
      for (const frame of frames) this.charger.send(frame);
      return frames.filter(([type]) => type === 2);
    }
    const frame = typeof step === 'function' ? step(heard) : step;
    this.charger.send(frame);
    return [frame];
  }

  /** @returns the payload of the answer */
  async #read({ frame, answer: expected, before }: Exchange, heard: Heard): Promise<unknown> {
    const [type, id, payload, ...more] = await this.charger.next();
    const said = JSON.stringify([type, id, payload, ...more]);
    const [, asked, action] = parse(frame);
    if (typeof expected === 'string' && expected !== 'again') {
      assert.deepEqual([type, `code ${payload}`, more.length], [4, expected, 2], said);
      // An id that is none of a message's comes back as the one that stands for it.
      assert.ok(id === asked || id === '-1', said);
      return undefined;
    }
    assert.deepEqual([type, id], [3, asked], said);
    assert.deepEqual(violations(this.quirk.version, String(action), 'Response', payload), [], said);
    if (expected === 'again') assert.deepEqual(payload, before);
    else fits(payload, expected, said);
    const { transactionId } = payload as { transactionId?: number };
    if (transactionId !== undefined) heard.transactionId = transactionId;
    return payload;
  }
}

interface Exchange {
  frame: FrameText;
  answer: Answer;
  /** Payload of the answer before. */
  before: unknown;
}

function parse(frame: FrameText): unknown[] {
  try {
    return JSON.parse(typeof frame === 'string' ? frame : JSON.stringify(frame)) as unknown[];
  } catch {
    // Its id can still be read where the fault lies behind it.
    return [2, /^\[2,"([^"]*)"/.exec(String(frame))?.[1]];
  }
}
