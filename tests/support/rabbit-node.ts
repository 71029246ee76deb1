import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../standalone/postgres/free-port.js';
import { until } from './until.js';

/** Debian's place first: what lies on the PATH there is a wrapper that changes the user. */
const server = ['/usr/lib/rabbitmq/bin/rabbitmq-server', '/opt/rabbitmq/sbin/rabbitmq-server'].find(
  existsSync,
);
export const withoutServer = server === undefined ? 'no rabbitmq-server is installed here' : false;

/** A RabbitMQ of the test's own, to be killed at will. */
export interface RabbitNode {
  url: string;
  /** As when the machine loses power. */
  kill(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function openRabbitNode(): Promise<RabbitNode> {
  const folder = await mkdtemp(path.join(tmpdir(), 'chargeql-rabbit-'));
  const [port, distPort] = [await freePort(), await freePort()];
  const plugins = path.join(folder, 'plugins');
  await writeFile(plugins, '[].\n');
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    RABBITMQ_NODENAME: `chargeql-${port}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distPort),
    RABBITMQ_MNESIA_BASE: path.join(folder, 'data'),
    RABBITMQ_LOG_BASE: path.join(folder, 'log'),
    RABBITMQ_ENABLED_PLUGINS_FILE: plugins,
    RABBITMQ_CONF_ENV_FILE: path.join(folder, 'none'),
    RABBITMQ_CONFIG_FILE: path.join(folder, 'none'),
    RABBITMQ_PID_FILE: path.join(folder, 'pid'),
  };
  let child: ChildProcess | undefined;
  let output = '';

  const start = async () => {
    // A group of its own: the shell that starts it has children.
    const started = spawn(server as string, [], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (text) => {
        output = `${output}${text}`.slice(-4000);
      });
    await until(
      'RabbitMQ listens',
      () => {
        if (started.exitCode !== null) throw new Error(`RabbitMQ ended:\n${output}`);
        return greets(port);
      },
      { ms: 60_000, every: 200 },
    );
  };
  const kill = async () => {
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child?.once('close', resolve));
    process.kill(-child.pid, 'SIGKILL');
    await ended;
  };
  await start();
  return {
    url: `amqp://guest:guest@127.0.0.1:${port}`,
    kill,
    start,
    async remove() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Whether AMQP is spoken at the port: a wrong greeting is answered with the right one. */
function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(2000, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('connect', () => socket.write('????????'));
    socket.once('data', (bytes) => {
      resolve(bytes.toString('latin1').startsWith('AMQP'));
      socket.destroy();
    });
    socket.once('close', () => resolve(false));
  });
}
