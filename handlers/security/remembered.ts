interface Kept<Value> {
  value: Promise<Value>;
  until: number;
}

/**
 * What others said, for as long as it holds: asked once, whoever and however many ask meanwhile. The question has a time
 * of its own; each who asks waits as long as they can, and whoever goes takes nothing from the others.
 */
export class Remembered<Value> {
  #kept = new Map<string, Kept<Value>>();

  constructor(
    readonly most: number,
    /** ms; so long a failure is told on, and so long a question may take. */
    readonly times: { failureMs: number; questionMs: number },
  ) {}

  async get(
    key: string,
    asker: AbortSignal,
    ask: (signal: AbortSignal) => Promise<{ value: Value; until: number }>,
  ): Promise<Value> {
    asker.throwIfAborted();
    const before = this.#kept.get(key);
    if (before && before.until > Date.now()) return within(before.value, asker);
    return within(this.#ask(key, ask), asker);
  }

  #ask(key: string, ask: (signal: AbortSignal) => Promise<{ value: Value; until: number }>): Promise<Value> {
    const { failureMs, questionMs } = this.times;
    const asked = ask(AbortSignal.timeout(questionMs));
    const kept: Kept<Value> = { value: asked.then(({ value }) => value), until: Number.POSITIVE_INFINITY };
    asked.then(
      ({ until }) => {
        kept.until = until;
      },
      () => {
        kept.until = Date.now() + failureMs;
      },
    );
    this.#kept.delete(key);
    if (this.#kept.size >= this.most) this.#kept.delete(this.#kept.keys().next().value as string);
    this.#kept.set(key, kept);
    return kept.value;
  }
}

/** Waits no longer than the one who asks. */
async function within<Value>(value: Promise<Value>, asker: AbortSignal): Promise<Value> {
  const gone = Promise.withResolvers<never>();
  const onAbort = () => gone.reject(asker.reason);
  asker.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([value, gone.promise]);
  } finally {
    asker.removeEventListener('abort', onAbort);
  }
}
