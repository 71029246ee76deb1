import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { outboundActions } from '../../ocpp/directions.js';
import { conformance, conformanceFile, proofsIn } from '../../standalone/coverage/conformance.js';
import { coverage, coverageFile } from '../../standalone/coverage/coverage.js';
import { eventsOf, tablesOf, wishesByAction } from '../../standalone/coverage/sources.js';

test('docs/ocpp-coverage.md says what the code says', async () => {
  assert.equal(await readFile(coverageFile, 'utf8'), await coverage(), 'run npm run build && npm run docs');
});

test('docs/conformance.md says what the titles of the tests say', async () => {
  assert.equal(await readFile(conformanceFile, 'utf8'), conformance(), 'run npm run build && npm run docs');
});

test('cases are read from titles, however they are written there; numbers that are none are not', () => {
  const titles = `
    test('TC_E_03_CSMS, TC_E_04: cable first | or not', () => {});
    it(\`\${version}: ends by itself (L_07, 044_2, case 073)\`, fn);
    { name: 'C_47 C_48 a master pass' }
    test('10,000 frames of 2026 and use case L03', fn);`;
  const found = proofsIn(titles, 'tests/x.test.ts');
  assert.deepEqual(
    found.map(({ ids }) => ids),
    [
      ['E_03', 'E_04'],
      ['L_07', '044_2', '073'],
      ['C_47', 'C_48'],
    ],
  );
  assert.deepEqual(
    found.map(({ title }) => title),
    ['cable first \\| or not', 'ends by itself', 'a master pass'],
  );
  const page = conformance(found);
  assert.match(page, /\| TC_E_03 \| .* \| \[cable first .*\]\(\.\.\/tests\/x\.test\.ts\) \|/);
  assert.match(page, /\| TC_E_38 \| .* \| not covered \|/);
});

test('what the coverage reads from sources is there to be read', () => {
  assert.deepEqual(tablesOf('handlers/availability/StatusNotification.ts'), ['connector', 'evse']);
  assert.deepEqual(eventsOf('handlers/availability/StatusNotification.ts'), ['ConnectorStatusChanged']);
  assert.deepEqual(wishesByAction().get('Reset'), ['resetStation']);
  const known = new Set([...outboundActions('ocpp1.6'), ...outboundActions('ocpp2.1')]);
  for (const action of wishesByAction().keys()) assert.ok(known.has(action), action);
});
