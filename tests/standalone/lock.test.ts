import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

interface Lock {
  packages: Record<string, { optionalDependencies?: Record<string, string>; resolved?: string }>;
}
const { packages } = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')) as Lock;

/** The folder that a package's own folder lies in. */
const above = (at: string): string => at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')));

/** Where a package finds another: in its own node_modules, or in one further up. */
function find(name: string, from: string): string | undefined {
  const place = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (place in packages) return place;
  return from === '' ? undefined : find(name, above(from));
}

// npm leaves out what its registry does not have for some other platform, and then refuses to install from that lock.
test('the lock file has the optional packages of every platform', () => {
  const missing = Object.entries(packages).flatMap(([where, { optionalDependencies }]) =>
    Object.entries(optionalDependencies ?? {})
      .filter(([name]) => find(name, where) === undefined)
      .map(([name, version]) => `${name}@${version}, which ${where} may want`),
  );
  assert.deepEqual(missing, []);
});

test('the lock file names no registry', () => {
  const named = Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined);
  assert.deepEqual(
    named.map(([where]) => where),
    [],
  );
});
