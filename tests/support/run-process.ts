import { type ChildProcess, spawn } from 'node:child_process';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

export interface Run {
  child: ChildProcess;
  /** All it wrote so far, on both streams. */
  output(): string;
  /** Resolves with the first match in the output; rejects when it ends, or time is up, without one. */
  says(pattern: RegExp, ms?: number): Promise<RegExpExecArray>;
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>;
  /** Asks it to end as Ctrl-C does, and waits. */
  interrupt(): Promise<number | null>;
}

/** What is left to one that was asked to end, before it is made to. */
const patienceMs = 15_000;

/** Runs a command of ours from dist/ as a process of its own, which ends with the test that runs it at the latest. */
export function runProcess(entry: string, environment: Record<string, string>, args: string[] = []): Run {
  const run = startProcess(entry, environment, args);
  after(async () => {
    run.child.kill('SIGINT');
    const killer = setTimeout(() => run.child.kill('SIGKILL'), patienceMs);
    await run.ended;
    clearTimeout(killer);
  });
  return run;
}

/**
 * The same for whoever ends it: what a hook runs would end with the hook.
 *
 * @param entry path of its main file inside dist/
 * @param environment settings; none of the caller's reach it
 */
export function startProcess(entry: string, environment: Record<string, string>, args: string[] = []): Run {
  const file = fileURLToPath(new URL(`../../${entry}`, import.meta.url));
  const child = spawn(process.execPath, ['--enable-source-maps', file, ...args], {
    env: { PATH: process.env.PATH, NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const listener of listeners) listener();
    });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    child,
    output: () => output,
    says: (pattern, ms = 60_000) =>
      new Promise((resolve, reject) => {
        const give = (problem: string) =>
          reject(new Error(`${entry} ${problem} ${pattern}; it said:\n${output}`));
        const timer = setTimeout(() => give(`did not say in ${ms} ms`), ms);
        const look = () => {
          const match = pattern.exec(output);
          if (!match) return;
          clearTimeout(timer);
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        look();
        void ended.then(() => give('ended without saying'));
      }),
    ended,
    interrupt: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}
