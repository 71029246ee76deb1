import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type DocumentNode, parse, print } from 'graphql';

/** Whether a document is one of those that may be run. */
export type AllowList = (document: DocumentNode) => boolean;

/** However it is laid out. */
const fingerprint = (document: DocumentNode): string =>
  createHash('sha256').update(print(document)).digest('base64');

/** The documents of a folder's .graphql files, one each. */
export async function readAllowList(folder: string): Promise<AllowList> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.graphql'));
  const prints = await Promise.all(
    names.map(async (name) => {
      try {
        return fingerprint(parse(await readFile(path.join(folder, name), 'utf8')));
      } catch (error) {
        throw new Error(`${path.join(folder, name)}: ${error instanceof Error ? error.message : error}`);
      }
    }),
  );
  const allowed = new Set(prints);
  const known = new WeakMap<DocumentNode, boolean>();
  return (document) => {
    const answer = known.get(document) ?? allowed.has(fingerprint(document));
    known.set(document, answer);
    return answer;
  };
}
