import { type Row, textOf as text, timeColumn } from '../shell/columns.js';
import type { Column } from '../shell/data-table.vue';
import type { Format } from '../words/format.js';
import type { Say } from '../words/speak.js';
import { requestStates, words } from './words.js';

function common(say: Say, format: Format): Record<'asked' | 'state' | 'step' | 'ended', Column<Row>> {
  return {
    asked: timeColumn(format, 'createdAt', say(words.asked)),
    state: {
      key: 'state',
      title: say(words.state),
      text: ({ state }) => say(requestStates[String(state)] ?? { en: text(state), de: text(state) }),
    },
    step: {
      key: 'status',
      title: say(words.step),
      text: ({ status, info }) => [status, info].filter(Boolean).join(': ') || '–',
    },
    ended: timeColumn(format, 'endedAt', say(words.ended)),
  };
}

export function logColumns(say: Say, format: Format): Column<Row>[] {
  const { asked, state, step, ended } = common(say, format);
  // GetDiagnostics of OCPP 1.6 names no log: it has but one.
  const which = {
    key: 'logType',
    title: say(words.which),
    text: ({ logType }: Row) => (logType ? String(logType) : say(words.diagnostics)),
  };
  return [asked, which, state, step, { key: 'file', title: say(words.file) }, ended];
}

export function firmwareColumns(say: Say, format: Format): Column<Row>[] {
  const { asked, state, step, ended } = common(say, format);
  const wanted = {
    key: 'wantedVersion',
    title: say(words.wanted),
    text: (row: Row) => text(row.wantedVersion ?? row.location),
  };
  const versions = {
    key: 'versions',
    title: say(words.versions),
    text: ({ versionBefore, versionAfter, runsWantedVersion }: Row) => {
      const both = `${text(versionBefore)} → ${text(versionAfter)}`;
      return runsWantedVersion === false ? `${both}, ${say(words.notWanted)}` : both;
    },
  };
  return [asked, wanted, state, step, versions, ended];
}

export function fileColumns(say: Say, format: Format): Column<Row>[] {
  return [
    { key: 'fileName', title: say(words.file) },
    {
      key: 'sizeBytes',
      title: say(words.size),
      numeric: true,
      text: (row) => format.bytes(Number(row.sizeBytes)),
    },
    timeColumn(format, 'storedAt', say(words.stored)),
    { key: 'remove', title: '' },
  ];
}
