import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { reason } from '../../platform/log.js';

const module = new URL('../../platform/log.js', import.meta.url).href;

/** What a process that runs this writes to its log. */
function logged(statement: string): string {
  const program = `import { log } from ${JSON.stringify(module)};
    import pg from ${JSON.stringify(import.meta.resolve('pg'))};
    const broken = (fields) => Object.assign(new pg.DatabaseError('no', 2, 'error'), fields);
    ${statement}`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    env: { LOG_LEVEL: 'info' },
  });
  assert.equal(stderr, '');
  return stdout;
}

test('a secret in an entry, in an error and in its stack is masked', () => {
  const line =
    logged(`log.error({ password: 'hush', request: { Authorization: 'Basic hush', data: '{"token":"hush"}' },
    err: new Error('amqp://me:hush@host went away, password=hush') }, 'gone')`);
  assert.doesNotMatch(line, /hush/);
  const { err, msg } = JSON.parse(line);
  assert.equal(msg, 'gone');
  assert.equal(err.message, 'amqp://**********@host went away, password=**********');
  assert.match(err.stack, /^Error: amqp:\/\/\*+@host.*\n {4}at /);
});

test('an error of PostgreSQL is told without the rows and values it quotes', () => {
  const line =
    logged(`log.error({ err: broken({ code: '23514', message: 'new row for relation "t" violates check constraint "c"',
    detail: 'Failing row contains (hush).', where: "portal parameter $1 = 'hush'", constraint: 'c', table: 't' }) })
    log.error({ err: broken({ code: '22P02', message: 'invalid input syntax for type integer: "hush"' }) })`);
  assert.doesNotMatch(line, /hush/);
  assert.match(line, /"constraint":"c","table":"t"/);
  assert.match(line, /relation \\"t\\" violates/);
});

test('so is a reason in words', () => {
  const error = Object.assign(new Error('value "hush" is out of range'), { code: '22003' });
  assert.equal(reason(error), 'value "…" is out of range');
  assert.equal(reason('secret: hush'), 'secret: **********');
});
