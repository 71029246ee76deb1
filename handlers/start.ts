import type { Broker } from '../platform/broker/broker.js';
import type { Outcome } from '../platform/broker/messages.js';
import type { Pool } from '../platform/database/pool.js';
import { log, reason } from '../platform/log.js';
import { commands } from '../platform/ops/metrics.js';
import { redactBy } from '../platform/redaction.js';
import type { Settings } from '../platform/settings.js';
import { findActions } from './actions.js';
import { type Around, answerCalls, handleBatch, tellAdmissions } from './batch.js';
import { findAnswers } from './commands/answers.js';
import { completeCommands } from './commands/outcomes.js';
import { openSender } from './commands/sender.js';
import { Doorkeeper } from './connections/doorkeeper.js';
import { Standings } from './connections/standing.js';
import { findConsequences } from './consequences.js';
import { Consultations } from './consultations.js';
import { Intake } from './intake.js';
import { throughOutage } from './outage.js';
import { startRounds } from './rounds.js';
import { clientCertificates } from './security/client-certificates.js';
import { configuredAuthority } from './security/configured-authority.js';
import { contractRoots } from './security/contracts.js';
import { Trace } from './trace/trace.js';

/** Broker messages taken ahead of the batches under way. */
const prefetch = 300;

/** Starts taking what gateways send. Any number of processes may do so side by side. */
export async function startHandlers({
  settings,
  pool,
  broker,
}: {
  settings: Settings;
  pool: Pool;
  broker: Broker;
}): Promise<{ stop(): Promise<void> }> {
  redactBy(settings);
  const trace = new Trace(pool, settings.MESSAGE_TRACE);
  const stop = new AbortController();
  const stopping = stop.signal;
  const ways = { broker, trace, sender: openSender(pool, broker, settings), seen: new Map<string, number>() };
  const around: Around = {
    ...ways,
    pool,
    settings,
    stopping,
    actions: await findActions(),
    answers: await findAnswers(),
    standings: new Standings(),
    doorkeeper: new Doorkeeper({
      pool,
      settings,
      checkCertificate: clientCertificates(pool, settings),
      stopping,
      tell: (admitting) => tellAdmissions(admitting, ways),
    }),
    consultations: new Consultations({
      pool,
      settings,
      stopping,
      answer: (works, events) => answerCalls(works, events, ways),
    }),
  };
  // What can't be read ends the start, not the first vehicle's charge.
  contractRoots(settings);
  await configuredAuthority(settings);
  await findConsequences();
  await pool.query('select tend_partitions($1, $2)', [settings.TRACE_DAYS, settings.METER_MONTHS]);
  const intake = new Intake(settings.HANDLER_BATCHES, (items) => handleBatch(items, around));
  const consumers = [
    await broker.work('station.messages', prefetch, intake.take),
    // One message after the other (a gateway puts many outcomes in one): what was answered first is known first.
    await broker.work('command.outcomes', 1, (body) => complete(JSON.parse(body), around)),
  ];
  const rounds = startRounds(around);
  return {
    async stop() {
      stop.abort();
      for (const consumer of consumers) await consumer.close();
      await Promise.all([around.consultations.settled(), around.doorkeeper.settled()]);
      await rounds.stop();
      await trace.close();
    },
  };
}

/** An outcome stays with the broker until it is kept: no station answers twice. */
async function complete(outcomes: Outcome[], around: Around): Promise<void> {
  const { sender, trace } = around;
  const onOutage = (error: unknown) =>
    log.warn({ reason: reason(error) }, 'command outcomes wait for the database');
  const { events, exchanges } = await throughOutage(() => completeCommands(outcomes, around), {
    patienceMs: 60_000,
    onOutage,
    stopping: around.stopping,
  });
  for (const { action, state } of outcomes) commands.add(action, state);
  sender.announce(events);
  trace.add(exchanges);
}
