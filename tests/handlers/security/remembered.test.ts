import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Remembered } from '../../../handlers/security/remembered.js';

const patient = () => AbortSignal.timeout(10_000);
const inAMinute = () => Date.now() + 60_000;

/** A question whose answer the test gives, and which ends when its time is over. */
function question() {
  const answer = Promise.withResolvers<string>();
  const state = { asked: 0, answer };
  const ask = (signal: AbortSignal) => {
    state.asked++;
    signal.addEventListener('abort', () => answer.reject(signal.reason));
    return answer.promise.then((value) => ({ value, until: inAMinute() }));
  };
  return Object.assign(state, { ask });
}

test('whoever asked first may go: the others get the answer, and it is remembered', async () => {
  const remembered = new Remembered<string>(10, { failureMs: 60_000, questionMs: 10_000 });
  const asked = question();
  const first = new AbortController();
  const going = remembered.get('key', first.signal, asked.ask);
  const waiting = remembered.get('key', patient(), asked.ask);
  first.abort(new Error('the station waits no longer'));
  await assert.rejects(going, /waits no longer/);
  asked.answer.resolve('good');
  assert.equal(await waiting, 'good');
  assert.equal(await remembered.get('key', patient(), asked.ask), 'good');
  assert.equal(asked.asked, 1);
});

test('one who can’t wait long goes alone, and whoever waits no more asks nothing', async () => {
  const remembered = new Remembered<string>(10, { failureMs: 60_000, questionMs: 10_000 });
  const asked = question();
  const waiting = remembered.get('key', patient(), asked.ask);
  await assert.rejects(remembered.get('key', AbortSignal.timeout(20), asked.ask), { name: 'TimeoutError' });
  await assert.rejects(remembered.get('other', AbortSignal.abort(), asked.ask), { name: 'AbortError' });
  asked.answer.resolve('good');
  assert.equal(await waiting, 'good');
  assert.equal(asked.asked, 1);
});

test('a question that nobody waits for ends with its own time, and its failure is told on for a while', async () => {
  const remembered = new Remembered<string>(10, { failureMs: 100, questionMs: 50 });
  const slow = question();
  await assert.rejects(remembered.get('key', AbortSignal.timeout(10), slow.ask), { name: 'TimeoutError' });
  await assert.rejects(remembered.get('key', patient(), slow.ask), { name: 'TimeoutError' });
  await assert.rejects(remembered.get('key', patient(), slow.ask), { name: 'TimeoutError' });
  assert.equal(slow.asked, 1);
  await sleep(150);
  const next = question();
  next.answer.resolve('good');
  assert.equal(await remembered.get('key', patient(), next.ask), 'good');
});
