import { readdir } from 'node:fs/promises';
import { isSend, schemaOf } from '../ocpp/schemas.js';
import { ocppVersions } from '../ocpp/versions.js';
import { type Action, row } from './action.js';

const fileOfAction = /^[a-z-]+[\\/]([A-Z]\w+)\.js$/;

/**
 * Finds the action files: handlers/<block>/<Action>.ts, one an inbound message, named as the standard names it.
 * A file whose name no version knows, or that reads a dialect it can't answer, ends the start.
 */
export async function findActions(): Promise<Map<string, Action>> {
  const here = new URL('./', import.meta.url);
  const paths = (await readdir(here, { recursive: true })).sort();
  const actions = new Map<string, Action>();
  for (const path of paths) {
    const name = fileOfAction.exec(path)?.[1];
    if (!name) continue;
    const { default: action } = (await import(new URL(path, here).href)) as { default: Action };
    check(name, action);
    actions.set(name, action);
  }
  return actions;
}

function check(name: string, action: Action): void {
  for (const version of ocppVersions) {
    const known = schemaOf(version, name, 'Request') !== undefined;
    const read = row(action.read, version) !== undefined;
    if (known !== read)
      throw new Error(`handlers: ${name} is ${known ? '' : 'not '}in ${version}, its file says otherwise`);
    const answered = row(action.answer ?? {}, version) !== undefined;
    if (read && answered === isSend(version, name))
      throw new Error(
        `handlers: ${name} reads ${version} but ${answered ? 'nothing answers' : "can't answer"} it`,
      );
  }
}
