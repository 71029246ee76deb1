import assert from 'node:assert/strict';
import { mutationName } from '../../graph/ocpp/names.js';
import type { OcppVersion } from '../../ocpp/versions.js';
import { fits } from '../quirks/look.js';
import type { Chain } from '../stories/chain.js';
import { type Asked, type StrictClient, strictClient, type Wire } from '../stories/strict-client.js';
import { boot2, boot16 } from '../support/charger.js';
import { until } from '../support/until.js';

/** A certification case: what the station and the operator do, and what is kept of it. */
export interface Case {
  /** Begins with the ids of the cases. */
  name: string;
  versions: OcppVersion[];
  steps: Step[];
  /** Transactions of the station, oldest first, as far as named here. */
  kept?: Record<string, unknown>[];
  /** How many samples of meters are kept; of transactions where nothing else is said. */
  samples?: { all: number; outside?: number };
}

export type Step =
  | { says: string; with: object | ((heard: Heard) => object); hears?: object }
  | {
      operator: string | ((heard: Heard) => string);
      sees: [action: string, payload: object];
      answers: object;
      reads?: object;
    }
  | 'hangs up and comes back';

export interface Heard {
  station: string;
  /** Of the last answer to StartTransaction (1.6). */
  transactionId: number;
  /** Of the last remote start we sent. */
  remoteStartId: number;
  /** `ocpp201` or `ocpp21`: what the mutation's name begins with. */
  prefix: string;
}

export const says = (
  action: string,
  payload: object | ((heard: Heard) => object),
  hears: object = {},
): Step => ({
  ...{ says: action, with: payload, hears },
});

/** The operator's mutation in full; `sees` is the exact payload, but for values that a function looks at. */
export const operator = (
  mutation: string | ((heard: Heard) => string),
  sees: [string, object],
  answers: object = { status: 'Accepted' },
  reads: object = {},
): Step => ({ operator: mutation, sees, answers, reads });

/** Runs it with a station of its own. */
export async function run(
  chain: Chain,
  { steps, kept = [], samples }: Case,
  version: OcppVersion,
  id: string,
): Promise<void> {
  const prefix = mutationName(version, '');
  const heard: Heard = { station: id, transactionId: 0, remoteStartId: 0, prefix };
  const asked: Asked[] = [];
  let answers: object = {};
  const join = async (): Promise<StrictClient> => {
    const client = strictClient(chain.url, id, version);
    client.onAny((call) => {
      asked.push(call);
      return answers;
    });
    await client.connect();
    return client;
  };
  let client = await join();
  const boot = version === 'ocpp1.6' ? boot16 : boot2;
  assert.equal((await client.call('BootNotification', boot)).status, 'Accepted');
  try {
    for (const step of steps) {
      if (step === 'hangs up and comes back') {
        await client.close();
        client = await join();
      } else if ('says' in step) {
        const payload = typeof step.with === 'function' ? step.with(heard) : step.with;
        const answer: Wire = await client.call(step.says, payload);
        fits(answer, step.hears ?? {}, `${step.says}: ${JSON.stringify(answer)}`);
        heard.transactionId = answer.transactionId ?? heard.transactionId;
      } else {
        answers = step.answers;
        const mutation = typeof step.operator === 'function' ? step.operator(heard) : step.operator;
        const { it } = await chain.read(`mutation ($id: ID!) { it: ${mutation} }`, { id });
        fits(it, step.reads ?? {}, `${mutation}: ${JSON.stringify(it)}`);
        sees(asked.at(-1), step.sees, heard);
      }
    }
    assert.deepEqual(client.complaints, []);
  } finally {
    await client.close();
  }
  await look(chain, id, kept);
  if (samples) await count(chain, id, samples);
}

/** Nothing that was not asked for may be there: that is how most fail. */
function sees(call: Asked | undefined, [action, payload]: [string, object], heard: Heard): void {
  assert.equal(call?.action, action);
  const seen = call.payload as Record<string, unknown>;
  fits(seen, payload, JSON.stringify(seen));
  assert.deepEqual(Object.keys(seen).sort(), Object.keys(payload).sort());
  if (typeof seen.remoteStartId === 'number') heard.remoteStartId = seen.remoteStartId;
}

async function look({ read }: Chain, id: string, kept: Record<string, unknown>[]): Promise<void> {
  const { station } = await read(
    `query ($id: ID!) { station(id: $id) { transactions(orderBy: { field: ID, direction: ASC }) { nodes {
       status idToken stoppedReason energyWh offline evseId connectorId chargingState remoteStartId authorizationStatus
       endedAt } } } }`,
    { id },
  );
  const { nodes } = station.transactions;
  assert.equal(nodes.length, kept.length, JSON.stringify(nodes));
  fits(nodes, kept, JSON.stringify(nodes));
}

async function count({ pool }: Chain, id: string, { all, outside = 0 }: { all: number; outside?: number }) {
  await until('its samples', async () => {
    const { rows } = await pool.query(
      `select count(*)::int as all, (count(*) filter (where transaction_ref is null))::int as outside
       from meter_value where station_id = $1`,
      [id],
    );
    assert.deepEqual(rows[0], { all, outside });
    return true;
  });
}
