import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { roles } from '../../directus/definition/roles.js';
import { type Run, startProcess } from '../support/run-process.js';
import { ask, signIn } from './support.js';

export interface WholeSystem {
  run: Run;
  /** Directus */
  url: string;
  /** ws://127.0.0.1:port */
  gateway: string;
  /** wss://127.0.0.1:port, where the gateway has a certificate. */
  secureGateway: string;
  admin: { email: string; password: string };
  /** A user with that role. */
  userOf(role: string): Promise<{ email: string; password: string }>;
  stop(): Promise<void>;
}

/** All of it as `npm start` runs it, on ports of its own. */
export async function startWholeSystem(
  environment: Record<string, string>,
  args: string[],
): Promise<WholeSystem> {
  const folder = await mkdtemp(path.join(tmpdir(), 'chargeql-console-'));
  await chmod(folder, 0o711);
  const admin = { email: 'admin@example.com', password: 'first password' };
  const run = startProcess(
    'standalone/main.js',
    {
      GATEWAY_PORT: '0',
      GRAPH_PORT: '0',
      OPS_PORT: '0',
      DIRECTUS_PORT: '0',
      UPLOAD_PORT: '0',
      DATA_DIR: folder,
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      ...environment,
    },
    args,
  );
  const stop = async () => {
    await run.interrupt();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await run.says(/Ctrl-C stops everything/, 280_000);
  } catch (error) {
    await stop();
    throw error;
  }
  const [, url = ''] = /Directus\s+(http:\S+)/.exec(run.output()) ?? [];
  const [, gateway = ''] = /Chargers\s+(ws:\S+)\/cp001/.exec(run.output()) ?? [];
  const [, secureGateway = ''] = /(wss:\S+)\/cp001/.exec(run.output()) ?? [];
  const token = await signIn(url, admin.email, admin.password);

  const known = new Map<string, Promise<{ email: string; password: string }>>();
  const userOf = (name: string) => {
    const made = known.get(name) ?? make(name);
    known.set(name, made);
    return made;
  };

  async function make(name: string): Promise<{ email: string; password: string }> {
    const user = { email: `${name.toLowerCase()}@example.com`, password: 'a password' };
    const role = roles.find((role) => role.name === name)?.id;
    const made = await ask(`${url}/users`, { method: 'POST', token, body: { ...user, role } });
    if (made.status !== 200) throw new Error(`no user of the role ${name}: ${made.status}`);
    return user;
  }
  return { run, url, gateway, secureGateway, admin, userOf, stop };
}
