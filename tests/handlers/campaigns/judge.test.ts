import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Campaign } from '../../../handlers/campaigns/campaign.js';
import { type Asked, backoff, type Given, judge } from '../../../handlers/campaigns/judge.js';
import { refusalIn } from '../../../handlers/campaigns/verdict.js';

const campaign = { state: 'RUNNING', retries: 1, backoffSeconds: 10 } as Campaign;
const given = (more: Partial<Given> = {}): Given => ({
  ...{ action: 'Reset', state: 'ANSWERED', answer: { status: 'Accepted' } },
  ...{ errorCode: null, error: null, result: null, status: null },
  ...more,
});
const asked = (commands: Given[], more: Partial<Asked> = {}): Asked => ({
  ...{ station: 'cp', state: 'UNDER_WAY', attempts: 1, overdue: false, commands },
  ...more,
});

test('what answers refuse', () => {
  const cases: [action: string, answer: unknown, refusal: string | undefined][] = [
    ['Reset', { status: 'Accepted' }, undefined],
    ['Reset', { status: 'Scheduled' }, undefined],
    ['Reset', { status: 'Rejected' }, 'it answered Rejected'],
    ['Reset', { status: 'Rejected', statusInfo: { reasonCode: 'Busy' } }, 'it answered Rejected (Busy)'],
    ['UpdateFirmware', {}, undefined],
    ['UpdateFirmware', { status: 'AcceptedCanceled' }, undefined],
    ['UpdateFirmware', { status: 'InvalidCertificate' }, 'it answered InvalidCertificate'],
    ['GetDiagnostics', {}, 'it has no diagnostics to upload'],
    ['GetDiagnostics', { fileName: 'a' }, undefined],
    ['GetConfiguration', { configurationKey: [{ key: 'a', value: 'Rejected' }] }, undefined],
    [
      'SetVariables',
      { setVariableResult: [{ attributeStatus: 'Accepted' }, { attributeStatus: 'UnknownVariable' }] },
      'it answered UnknownVariable',
    ],
    ['SetVariables', { setVariableResult: [{ attributeStatus: 'RebootRequired' }] }, undefined],
    ['UnlockConnector', { status: 'UnlockFailed' }, 'it answered UnlockFailed'],
  ];
  for (const [action, answer, refusal] of cases)
    assert.equal(refusalIn(action, answer), refusal, `${action} ${JSON.stringify(answer)}`);
});

test('where stations stand by what has come of their commands', () => {
  const cases: [name: string, Asked, standing: string | undefined][] = [
    ['agreed', asked([given()]), 'DONE 1 0'],
    ['one of two calls is out', asked([given(), given({ state: 'SENT' })]), undefined],
    ['refused, once more', asked([given({ answer: { status: 'Rejected' } })]), 'PENDING 1 10'],
    ['refused again', asked([given({ answer: { status: 'Rejected' } })], { attempts: 2 }), 'FAILED 2 0'],
    ['no answer', asked([given({ state: 'TIMED_OUT', answer: null })]), 'PENDING 1 10'],
    ['it never got there', asked([given({ state: 'EXPIRED', answer: null })]), 'PENDING 0 0'],
    ['it can’t', asked([given({ state: 'CALL_ERROR', errorCode: 'NotSupported' })]), 'FAILED 1 0'],
    ['it could', asked([given({ state: 'CALL_ERROR', errorCode: 'InternalError' })]), 'PENDING 1 10'],
    ['firmware is on its way', asked([given({ result: 'UNDER_WAY' })]), undefined],
    ['firmware took too long', asked([given({ result: 'UNDER_WAY' })], { overdue: true }), 'FAILED 1 0'],
    ['firmware is installed', asked([given({ result: 'DONE' })]), 'DONE 1 0'],
    ['firmware failed', asked([given({ result: 'FAILED' })]), 'PENDING 1 10'],
    ['another firmware', asked([given({ result: 'SUPERSEDED' })]), 'FAILED 1 0'],
    ['a late answer', asked([given()], { state: 'PENDING' }), 'DONE 1 0'],
    ['it tries again itself', asked([given({ result: 'UNDER_WAY' })], { state: 'PENDING' }), 'UNDER_WAY 1 0'],
    ['still silent', asked([given({ state: 'TIMED_OUT' })], { state: 'PENDING' }), undefined],
  ];
  for (const [name, one, standing] of cases) {
    const is = judge(one, campaign);
    assert.equal(is && `${is.state} ${is.attempts} ${is.wait}`, standing, name);
  }
  const off = judge(asked([given({ state: 'EXPIRED' })]), { ...campaign, state: 'CANCELED' });
  assert.equal(off?.state, 'CANCELED');
});

test('the wait doubles, up to a day', () => {
  assert.deepEqual(
    [1, 2, 3, 30].map((attempt) => backoff(60, attempt)),
    [60, 120, 240, 86_400],
  );
});
