import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { mutationName } from '../../graph/ocpp/names.js';
import { row } from '../../handlers/action.js';
import { findActions } from '../../handlers/actions.js';
import { inboundActions, outboundActions } from '../../ocpp/directions.js';
import { type OcppVersion, ocppVersions } from '../../ocpp/versions.js';
import { conformance, conformanceFile } from './conformance.js';
import { actionFile, eventsOf, tablesOf, wishesByAction } from './sources.js';

export const coverageFile = fileURLToPath(new URL('../../../docs/ocpp-coverage.md', import.meta.url));

const versions: OcppVersion[] = [...ocppVersions].reverse();
const titles = versions.map((version) => version.replace('ocpp', ''));

/** What is spoken of OCPP, read from the code: every action of every version in its direction. */
export async function coverage(): Promise<string> {
  const [inbound, outbound] = [await fromStations(), toStations()];
  return `# What is spoken of OCPP

Made by \`npm run docs\` from the official schemas and the code; a test holds it to them.

## From stations

${inbound.done} of ${inbound.all} messages (an action in one version) are dealt with. What is not is answered with
NotImplemented, where OCPP has an answer to it. Every frame is kept in \`station_message\`, every event in
\`station_event\`, and that a station spoke at all in \`charging_station.last_seen_at\`.

${table(['action', ...titles, 'kept in', 'events', 'by'], inbound.rows)}

## To stations

All ${outbound.all} messages are mutations with typed requests and answers; the call, its outcome and the station's answer are
kept in \`command\`. The last column names the mutations in our own words that send the action.

${table(['action', ...titles, 'in our own words'], outbound.rows)}
`;
}

interface Part {
  rows: string[][];
  done: number;
  all: number;
}

async function fromStations(): Promise<Part> {
  const handled = await findActions();
  let [done, all] = [0, 0];
  const rows = everyAction(inboundActions).map((name) => {
    const action = handled.get(name);
    const marks = versions.map((version) => {
      if (!inboundActions(version).includes(name)) return '';
      all++;
      if (!action || !row(action.read, version)) return 'no';
      done++;
      return 'yes';
    });
    const file = actionFile(name);
    return [name, ...marks, ...(file ? keptBy(file) : ['', '', ''])];
  });
  return { rows, done, all };
}

/** Its tables, its events, and the file itself. What has neither is heard, and that is noted of every message. */
function keptBy(file: string): string[] {
  const [tables, events] = [tablesOf(file), eventsOf(file)];
  if (tables.length === 0) tables.push(events.length > 0 ? 'station_event' : 'charging_station.last_seen_at');
  return [quoted(tables), quoted(events), `[${file}](../${file})`];
}

const quoted = (names: string[]): string => names.map((name) => `\`${name}\``).join(', ');

function toStations(): Part {
  const wishes = wishesByAction();
  let all = 0;
  const rows = everyAction(outboundActions).map((name) => {
    const mutations = versions.map((version) => {
      if (!outboundActions(version).includes(name)) return '';
      all++;
      return `\`${mutationName(version, name)}\``;
    });
    return [name, ...mutations, (wishes.get(name) ?? []).map((wish) => `\`${wish}\``).join(', ')];
  });
  return { rows, done: all, all };
}

const everyAction = (actionsOf: (version: OcppVersion) => string[]): string[] =>
  [...new Set(versions.flatMap(actionsOf))].sort();

const table = (heads: string[], rows: string[][]): string =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(coverageFile, await coverage());
  await writeFile(conformanceFile, conformance());
}
