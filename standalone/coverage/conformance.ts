import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Case, cases16, cases201 } from './cases.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
export const conformanceFile = path.join(root, 'docs/conformance.md');

/** A test whose title names certification cases. */
export interface Proof {
  ids: string[];
  title: string;
  file: string;
}

/** `E_03` of 2.0.1 with or without what surrounds it in the standard, `004_1` of 1.6. */
const caseId = /(?<![\w,.])(?:TC_)?([A-P]_\d{2}|0\d{2}(?:_\d)?)(?:_CSMS)?(?![\w.])/g;
/** `K_29 to K_36` */
const caseRange = /([A-P])_(\d{2}) to \1_(\d{2})/g;
const titles = /\b(?:(?:test|it|describe)\(\s*|name:\s*)(['"`])((?:\\.|(?!\1)[^\\])*)\1/g;

/** The tests that name cases, gathered from the titles in the sources. */
export function proofs(): Proof[] {
  const files = globSync('tests/**/*.ts', { cwd: root, exclude: ['tests/standalone/**'] }).map((file) =>
    file.replaceAll('\\', '/'),
  );
  return files.sort().flatMap((file) => proofsIn(readFileSync(path.join(root, file), 'utf8'), file));
}

export function proofsIn(source: string, file: string): Proof[] {
  return [...source.matchAll(titles)].flatMap(([, , text = '']) => {
    const ids = [...named(text).matchAll(caseId)].map(([, id]) => id as string);
    return ids.length > 0 ? [{ ids, title: shown(text), file }] : [];
  });
}

/** With every case of a range by its own name. */
const named = (title: string): string =>
  title.replaceAll(caseRange, (_, block: string, first: string, last: string) =>
    Array.from(
      { length: Number(last) - Number(first) + 1 },
      (_, index) => `${block}_${String(Number(first) + index).padStart(2, '0')}`,
    ).join(', '),
  );

/** Without the ids and what a title fills in, which say nothing to a reader. */
const shown = (title: string): string =>
  title
    .replaceAll(caseRange, '')
    .replaceAll(caseId, '')
    .replaceAll(/\$\{[^}]*\}/g, '')
    .replaceAll(/\((?:case|and|1\.6|[\s,])*\)/g, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s,:.]+(?:and )?(?:1\.6 )?[\s,:]*/, '')
    .replaceAll('|', '\\|')
    .trim();

/** A case of which only a variant is named counts for that variant; one named whole counts for all of its variants. */
const proves = ({ ids }: Proof, id: string): boolean =>
  ids.some((each) => each === id || id.startsWith(`${each}_`));

/** Certification case by case: the test that proves it, or that there is none. */
export function conformance(found: Proof[] = proofs()): string {
  const parts = [section('OCPP 2.0.1', cases201, found), section('OCPP 1.6', cases16, found)];
  return `# Conformance, case by case

The project's own cases, not a certificate: for each certification case of a CSMS, what is checked in our words and the
tests that name it. Made by \`npm run docs\` from the titles of the tests; a test holds it to them.

${parts.join('\n')}`;
}

function section(title: string, groups: Record<string, Case[]>, found: Proof[]): string {
  const all = Object.values(groups)
    .flat()
    .flatMap(([ids]) => ids.split(' '));
  const done = all.filter((id) => found.some((proof) => proves(proof, id)));
  const tables = Object.entries(groups).map(([name, cases]) => `### ${name}\n\n${table(cases, found)}\n`);
  return `## ${title}\n\n${done.length} of ${all.length} cases are covered.\n\n${tables.join('\n')}`;
}

function table(cases: Case[], found: Proof[]): string {
  const rows = cases.flatMap(([ids, checks]) => ids.split(' ').map((id) => row(id, checks, found)));
  return ['| case | what is checked | proven by |', '| --- | --- | --- |', ...rows].join('\n');
}

function row(id: string, checks: string, found: Proof[]): string {
  const links = found
    .filter((proof) => proves(proof, id))
    .map(({ title, file }) => `[${title || file}](../${file})`);
  return `| TC_${id} | ${checks} | ${links.join('<br>') || 'not covered'} |`;
}
