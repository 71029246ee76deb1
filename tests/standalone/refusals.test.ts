import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { freshDatabase } from '../support/database.js';
import { runProcess } from '../support/run-process.js';

const folder = await mkdtemp(path.join(tmpdir(), 'chargeql-refusals-'));
after(() => rm(folder, { recursive: true }));
const freePorts = { GATEWAY_PORT: '0', GRAPH_PORT: '0', UPLOAD_PORT: '0', OPS_PORT: '0' };

/** Runs npm start's command, which has to end by itself with exit code 1 and one line. */
async function refusal(environment: Record<string, string>, args: string[] = []): Promise<string> {
  const start = runProcess('standalone/main.js', { ...freePorts, ...environment }, ['--no-admin', ...args]);
  const code = await start.ended;
  assert.equal(code, 1, start.output());
  const lines = start.output().trim().split('\n');
  assert.equal(lines.length, 1, `one line, not:\n${start.output()}`);
  return lines[0] as string;
}

test('a taken port is named with its setting', async () => {
  const database = await freshDatabase();
  const squatter = createServer().listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  const port = String((squatter.address() as AddressInfo).port);
  const home = { DATABASE_URL: database.url, DATA_DIR: path.join(folder, 'taken') };
  assert.equal(
    await refusal({ ...home, GATEWAY_PORT: port }),
    `ChargeQL cannot run: port ${port} is taken; stop what listens there or set GATEWAY_PORT to another`,
  );
  assert.equal(
    await refusal({ ...home, OPS_PORT: port }),
    `ChargeQL cannot run: OPS_PORT ${port} is taken; each role on one machine needs one of its own`,
  );
  assert.equal(
    await refusal({ ...home, GRAPH_PORT: port }),
    `ChargeQL cannot run: port ${port} is taken; stop what listens there or set GRAPH_PORT to another`,
  );
  squatter.close();
  await database.drop();
});

test('a data folder that can’t be written is named with the reason', async () => {
  const file = path.join(folder, 'a-file');
  await writeFile(file, '');
  assert.equal(
    await refusal({ DATA_DIR: file }),
    `ChargeQL cannot run: the data folder ${file} can’t be used: it is a file; set DATA_DIR`,
  );
  const below = path.join(file, 'data');
  assert.equal(
    await refusal({ DATA_DIR: below }),
    `ChargeQL cannot run: the data folder ${below} can’t be used: a part of that path is a file; set DATA_DIR`,
  );
});

test('a database that does not answer is named, without its password', async () => {
  const line = await refusal({
    DATABASE_URL: 'postgres://someone:secret@127.0.0.1:1/chargeql',
    DATA_DIR: path.join(folder, 'dead'),
  });
  assert.equal(
    line,
    'ChargeQL cannot run: the database at 127.0.0.1:1 can’t be used (nothing answers at 127.0.0.1:1; is it running?); check DATABASE_URL',
  );
});

test('a RabbitMQ that does not answer is named', async () => {
  const database = await freshDatabase();
  const line = await refusal({
    DATABASE_URL: database.url,
    AMQP_URL: 'amqp://127.0.0.1:1',
    DATA_DIR: path.join(folder, 'no-rabbit'),
  });
  assert.match(line, /RabbitMQ does not answer \(.*\); check AMQP_URL$/);
  await database.drop();
});

test('a setting that can’t be used is named with what it takes', async () => {
  assert.equal(
    await refusal({ GATEWAY_PORT: 'eight' }),
    'ChargeQL cannot run: GATEWAY_PORT is "eight"; it takes a port, 0 for any free one',
  );
});

test('a wrong log level is a setting like any other', async () => {
  assert.equal(
    await refusal({ LOG_LEVEL: 'loud' }),
    'ChargeQL cannot run: LOG_LEVEL is "loud"; it takes fatal, error, warn, info, debug or trace',
  );
});

test('a secret that can’t be used is named, not shown', async () => {
  assert.equal(
    await refusal({ ADMIN_TOKEN: 'hush' }),
    'ChargeQL cannot run: ADMIN_TOKEN can’t be used as it is set; it takes at least 8 characters',
  );
  assert.equal(
    await refusal({ DATABASE_URL: 'mysql://someone:secret@127.0.0.1/chargeql' }),
    'ChargeQL cannot run: DATABASE_URL can’t be used as it is set; it takes postgres://user:password@host:port/database',
  );
});

test('a certificate that can’t serve is named with its setting', async () => {
  const database = await freshDatabase();
  const home = { DATABASE_URL: database.url, DATA_DIR: path.join(folder, 'tls') };
  const nothing = path.join(folder, 'nothing.pem');
  await writeFile(nothing, 'no certificate\n');
  assert.equal(
    await refusal({ ...home, TLS_CERT_FILE: nothing }),
    'ChargeQL cannot run: TLS_KEY_FILE is not set; TLS takes a certificate and its key',
  );
  const missing = path.join(folder, 'missing.pem');
  assert.match(
    await refusal({ ...home, TLS_CERT_FILE: missing, TLS_KEY_FILE: nothing }),
    /^ChargeQL cannot run: TLS_CERT_FILE can’t be read: ENOENT/,
  );
  assert.match(
    await refusal({ ...home, TLS_CERT_FILE: nothing, TLS_KEY_FILE: nothing }),
    /^ChargeQL cannot run: TLS_CERT_FILE and TLS_KEY_FILE have to be a certificate chain and its key, both PEM/,
  );
  await database.drop();
});

test('an address this machine does not have is named', async () => {
  const database = await freshDatabase();
  assert.equal(
    await refusal({
      DATABASE_URL: database.url,
      DATA_DIR: path.join(folder, 'host'),
      HOST: '192.0.2.1',
    }),
    'ChargeQL cannot run: this machine has no address 192.0.2.1; check HOST',
  );
  await database.drop();
});

test('an unknown argument is refused', async () => {
  assert.match(await refusal({}, ['--fleet']), /unknown option '--fleet'/);
});
