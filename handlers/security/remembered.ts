interface Kept<Value> {
  value: Promise<Value>;
  until: number;
}

/** What others said, for as long as it holds: asked once, whoever and however many ask meanwhile. */
export class Remembered<Value> {
  #kept = new Map<string, Kept<Value>>();

  constructor(
    readonly most: number,
    /** ms; so long a failure is told on. */
    readonly failureMs: number,
  ) {}

  get(key: string, ask: () => Promise<{ value: Value; until: number }>): Promise<Value> {
    const before = this.#kept.get(key);
    if (before && before.until > Date.now()) return before.value;
    const asked = ask();
    const kept: Kept<Value> = { value: asked.then(({ value }) => value), until: Number.POSITIVE_INFINITY };
    asked.then(
      ({ until }) => {
        kept.until = until;
      },
      () => {
        kept.until = Date.now() + this.failureMs;
      },
    );
    this.#kept.delete(key);
    if (this.#kept.size >= this.most) this.#kept.delete(this.#kept.keys().next().value as string);
    this.#kept.set(key, kept);
    return kept.value;
  }
}
