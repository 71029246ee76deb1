import { styleText } from 'node:util';
import type { Settings } from '../platform/settings.js';
import { demoStations } from './demo.js';
import { type Running, reachableHost } from './start.js';

type Style = Parameters<typeof styleText>[0];

const query = '{ stations { totalCount nodes { id online connectors { evseId status } } } }';

/** What a newcomer needs next, on one screen. */
export function banner({ ports, token, admin, databaseUrl, demo }: Running, settings: Settings): string {
  const host = reachableHost(settings.HOST);
  const ws = `ws://${host}:${ports.gateway}`;
  const graph = `http://${host}:${ports.graph}`;
  const row = (name: string, value: string, note = '') =>
    `  ${name.padEnd(10)}${paint('cyan', value)}${note && paint('dim', `  ${note}`)}`;
  const database = new URL(databaseUrl);
  return [
    '',
    `  ${paint(['bold', 'green'], 'ChargeQL runs.')}`,
    '',
    row('Chargers', `${ws}/cp001`, 'any station id at the end; OCPP 1.6, 2.0.1, 2.1'),
    ...(ports.gatewayTls ? [row('', `wss://${host}:${ports.gatewayTls}/cp001`, 'with TLS')] : []),
    ...(admin ? [row('Directus', admin.url, `${admin.email}, first password ${admin.password}`)] : []),
    row('GraphiQL', `${graph}/graphiql#token=${token}`, 'query, command and subscribe in the browser'),
    row('GraphQL', `${graph}/graphql`),
    row('Token', token, 'as Authorization: Bearer …'),
    row('Health', `http://${host}:${ports.ops}/readyz`, 'and /metrics'),
    row(
      'Database',
      settings.DATABASE_URL ? `${database.protocol}//${database.host}${database.pathname}` : databaseUrl,
    ),
    '',
    '  A first query:',
    '',
    paint('dim', `  curl -s ${graph}/graphql -H 'Content-Type: application/json' \\`),
    paint('dim', `    -H 'Authorization: Bearer ${token}' \\`),
    paint('dim', `    -d '${JSON.stringify({ query })}'`),
    '',
    demo
      ? `  Three demo chargers (${demoStations.map(({ id }) => id).join(', ')}) plug in, charge and leave.`
      : '  No demo chargers; npm start -- --demo brings them.',
    `  More chargers: ${paint('cyan', `npm run simulate -- --url ${ws} --stations 20`)}`,
    '  Ctrl-C stops everything and keeps the data.',
    '',
  ].join('\n');
}

/** Plain where nobody looks, or NO_COLOR asks for it. */
const paint = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });
