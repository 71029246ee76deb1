import { readdir } from 'node:fs/promises';
import { outboundActions } from '../../ocpp/directions.js';
import { allViolations } from '../../ocpp/validation.js';
import { ocppVersions } from '../../ocpp/versions.js';
import type { Outcome } from '../../platform/broker/messages.js';
import { log } from '../../platform/log.js';
import { type About, type Keeping, row, type Told } from '../action.js';
import type { AnswerTo } from '../answer.js';
import { unforgivable } from '../reading.js';
import { storablePayload } from '../storable.js';

const fileOfAnswer = /^[a-z-]+[\\/]answers[\\/]([A-Z]\w+)\.js$/;

/**
 * Finds what answers teach: handlers/<block>/answers/<Action>.ts; several blocks may learn from one action. A file whose
 * name is no command ends the start.
 */
export async function findAnswers(): Promise<Map<string, AnswerTo[]>> {
  const here = new URL('../', import.meta.url);
  const answers = new Map<string, AnswerTo[]>();
  for (const path of (await readdir(here, { recursive: true })).sort()) {
    const name = fileOfAnswer.exec(path)?.[1];
    if (!name) continue;
    const { default: answer } = (await import(new URL(path, here).href)) as { default: AnswerTo };
    for (const version of ocppVersions)
      if (row(answer.read, version) && !outboundActions(version).includes(name))
        throw new Error(`handlers: ${version} has no command ${name}, its answers/ file says otherwise`);
    answers.set(name, [...(answers.get(name) ?? []), answer]);
  }
  return answers;
}

type Reader = (answer: unknown, request: unknown, about: About) => unknown;

/** Keeps what these answers teach. One that breaks its schema beyond mending teaches nothing. */
export async function learn(
  outcomes: Outcome[],
  answers: Map<string, AnswerTo[]>,
  keeping: Keeping,
): Promise<void> {
  const toldBy = new Map<AnswerTo, Told<unknown>[]>();
  for (const outcome of outcomes) {
    const learners = answers.get(outcome.action)?.filter(({ read }) => row(read, outcome.version)) ?? [];
    const payload = learners.length > 0 && usable(outcome);
    if (!payload) continue;
    const { command, station, version, at } = outcome;
    const about: About = { station, version, messageId: command, receivedAt: new Date(at) };
    for (const answerTo of learners) {
      const fact = (row(answerTo.read, version) as Reader)(payload.answer, payload.request, about);
      toldBy.set(answerTo, [...(toldBy.get(answerTo) ?? []), { ...about, fact }]);
    }
  }
  for (const [answerTo, told] of toldBy) await answerTo.keep(told, keeping);
}

function usable(outcome: Outcome): { answer: unknown; request: unknown } | undefined {
  const { version, action, answer: text = '[]', at } = outcome;
  const answer = storablePayload((JSON.parse(text) as unknown[])[2] ?? {}, text);
  const message = { version, action, half: 'Response', payload: answer } as const;
  const errors = allViolations(version, action, 'Response', answer);
  if (unforgivable(message, errors, new Date(at).toISOString()).length > 0) {
    log.debug({ command: outcome.command, action }, 'an answer breaks its schema and teaches nothing');
    return undefined;
  }
  return { answer, request: (JSON.parse(outcome.request) as unknown[])[3] };
}
