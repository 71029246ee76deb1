/** What is due later. Stopping it stops all that was due, so that a fleet leaves nothing behind. */
export class Agenda {
  readonly #due = new Set<NodeJS.Timeout>();
  #stopped = false;

  /** Does the deed in so many milliseconds; what comes back calls it off. */
  after(ms: number, deed: () => void): () => void {
    if (this.#stopped) return () => undefined;
    const timer = setTimeout(() => {
      this.#due.delete(timer);
      deed();
    }, ms);
    this.#due.add(timer);
    return () => {
      clearTimeout(timer);
      this.#due.delete(timer);
    };
  }

  every(ms: number, deed: () => void): void {
    this.after(ms, () => {
      deed();
      this.every(ms, deed);
    });
  }

  /** Never wakes once the agenda is stopped: whoever waits is simply forgotten. */
  pause(ms: number): Promise<void> {
    return new Promise((wake) => this.after(ms, wake));
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of this.#due) clearTimeout(timer);
    this.#due.clear();
  }
}
