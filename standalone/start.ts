import { startGateway } from '../gateway/start.js';
import { startGraph } from '../graph/start.js';
import { startUploads } from '../graph/uploads/server.js';
import { startHandlers } from '../handlers/start.js';
import type { Broker } from '../platform/broker/broker.js';
import { LocalBroker } from '../platform/broker/local.js';
import { openRabbit } from '../platform/broker/rabbitmq.js';
import type { DatabaseRole } from '../platform/database/grants.js';
import { openPool } from '../platform/database/pool.js';
import type { Stop } from '../platform/ops/run.js';
import { startOps } from '../platform/ops/server.js';
import { required, type Settings } from '../platform/settings.js';
import { openDatabase } from './database.js';
import { isUntouched, seedDemo, startDemo } from './demo.js';
import { type Directus, logFile, startDirectus } from './directus/directus.js';
import { openPort } from './directus/port.js';
import type { Home } from './home.js';
import { during } from './progress.js';

export interface Running {
  ports: { gateway: number; gatewayTls: number | undefined; graph: number; ops: number };
  token: string;
  admin: Admin | undefined;
  databaseUrl: string;
  demo: boolean;
}

/** Where Directus is, and who its first administrator is. */
export interface Admin {
  url: string;
  email: string;
  password: string;
}

/**
 * Every role in this process. `ends` gets what ends each part, as soon as it runs: called in reverse they end all,
 * also after a start that failed half-way.
 *
 * @param admin whether Directus runs too
 * @param demo whether to run the demo; undefined: while nothing but the demo has ever been in the database
 * @param died told when the embedded database ends by itself
 */
export async function startAll(
  {
    settings: given,
    home,
    admin: withAdmin,
    demo: wanted,
    died,
  }: { settings: Settings; home: Home; admin: boolean; demo?: boolean; died: () => void },
  ends: Stop[],
): Promise<Running> {
  const database = await openDatabase(given, home);
  ends.push(database.stop);
  void database.died.then(died);
  const open = (role: DatabaseRole, scans: boolean) => {
    const pool = openPool(database.urls[role], { size: given.DATABASE_POOL, name: role, scans });
    ends.push(() => pool.end());
    return pool;
  };
  const pool = open('handlers', false);
  const graphPool = open('graph', true);
  const demo = wanted ?? (await isUntouched(graphPool));
  if (demo) await seedDemo(graphPool);
  const token = given.ADMIN_TOKEN ?? home.secrets.adminToken;
  const adminPort = withAdmin ? await openPort(given.DIRECTUS_PORT, given.HOST) : undefined;
  const settings: Settings = {
    ...given,
    ADMIN_TOKEN: token,
    SECRET: given.SECRET ?? home.secrets.secret,
    CORS_ORIGINS: [
      ...given.CORS_ORIGINS,
      ...(adminPort === undefined ? [] : originsOf(given.HOST, adminPort)),
    ],
    UNKNOWN_STATIONS: demo && !process.env.UNKNOWN_STATIONS ? 'accept' : given.UNKNOWN_STATIONS,
  };
  const broker = await openBroker(settings);
  ends.push(() => broker.close());
  const handlers = await startHandlers({ settings, pool, broker });
  ends.push(handlers.stop);
  // What the gateway said last, above all who has left, is still kept.
  if (broker instanceof LocalBroker) ends.push(() => broker.drained());
  const gateway = await startGateway({ settings, broker });
  ends.push(gateway.stop);
  const uploads = await startUploads({ settings, pool: graphPool, broker });
  ends.push(uploads.stop);
  const graph = await startGraph({ settings, pool: graphPool, broker, uploadUrl: uploads.url });
  ends.push(graph.stop);
  const ops = await startOps({ settings, needs: { role: 'handlers', broker, pool } });
  ends.push(ops.stop);
  if (demo) {
    const fleet = startDemo(urlOf(settings.HOST, gateway.port));
    ends.push(() => fleet.stop({ politely: true, withinMs: 3000 }));
  }
  const admin =
    adminPort === undefined
      ? undefined
      : await startAdmin(
          { settings, home, databaseUrl: database.urls.directus, port: adminPort, graphPort: graph.port },
          ends,
        );
  return {
    ports: { gateway: gateway.port, gatewayTls: gateway.tlsPort, graph: graph.port, ops: ops.port },
    token,
    admin,
    databaseUrl: database.url,
    demo,
  };
}

/** Chargers are served without it: when it dies, that is told, and the rest goes on. */
async function startAdmin(
  {
    settings,
    home,
    databaseUrl,
    port,
    graphPort,
  }: { settings: Settings; home: Home; databaseUrl: string; port: number; graphPort: number },
  ends: Stop[],
): Promise<Admin> {
  const first = {
    email: settings.ADMIN_EMAIL,
    password: settings.ADMIN_PASSWORD ?? home.secrets.adminPassword,
  };
  const directus: Directus = await during(
    'Starting Directus; the first time takes longer',
    startDirectus({
      databaseUrl,
      folder: home.folder,
      host: settings.HOST,
      port,
      secret: required(settings, 'SECRET'),
      graphOrigins: originsOf(settings.HOST, graphPort),
      admin: { ...first, ...(settings.ADMIN_TOKEN === undefined ? {} : { token: settings.ADMIN_TOKEN }) },
    }),
  );
  ends.push(directus.stop);
  void directus.died.then(() =>
    process.stderr.write(
      `\n  Directus has ended by itself; see ${logFile(home.folder)}. All else goes on; npm start brings it back.\n`,
    ),
  );
  return { url: directus.url, ...first };
}

const openBroker = async ({ AMQP_URL: url, AMQP_PREFIX: prefix }: Settings): Promise<Broker> =>
  url === undefined ? new LocalBroker() : openRabbit({ url, prefix });

/** Where this machine itself reaches a port: an address that stands for all of them is none to connect to. */
export const reachableHost = (host: string): string =>
  host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;

/** What browsers on this machine call a port of ours. */
const originsOf = (host: string, port: number): string[] =>
  [...new Set([reachableHost(host), 'localhost'])].map((name) => `http://${name}:${port}`);

const urlOf = (host: string, port: number): string => `ws://${reachableHost(host)}:${port}`;
