/** Seconds that a burst of nonsense may cost at most. */
const mostDebt = 10;

/** A token bucket: so many messages a second, twice as many at once. */
export class Allowance {
  #tokens: number;
  #at = 0;

  /** @param rate messages a second, 0 for no limit */
  constructor(readonly rate: number) {
    this.#tokens = rate * 2;
  }

  /** Takes one message. Milliseconds to wait before the next may be taken; 0 for none. */
  spend(now: number): number {
    if (this.rate === 0) return 0;
    this.#refill(now);
    this.#tokens = Math.max(this.#tokens - 1, -this.rate * mostDebt);
    return this.#wait();
  }

  /** Milliseconds still to wait. */
  wait(now: number): number {
    if (this.rate === 0) return 0;
    this.#refill(now);
    return this.#wait();
  }

  #refill(now: number): void {
    this.#tokens = Math.min(this.rate * 2, this.#tokens + ((now - this.#at) * this.rate) / 1000);
    this.#at = now;
  }

  #wait(): number {
    return this.#tokens >= 0 ? 0 : Math.ceil((-this.#tokens * 1000) / this.rate);
  }
}
