import { Counter, type Registry } from 'prom-client';

/** A station may name any action it likes; what goes beyond so many rows is counted as "other". */
const mostRows = 1000;

interface Count {
  count: number;
}

/**
 * A counter for hot paths: counting is three map look-ups and an addition, without an object or a string being made.
 * The figures move to Prometheus when they are asked for.
 */
export class Tally<Label extends string> {
  #rows = new Map<string, Map<string, Map<string, Count>>>();
  #size = 0;

  /** @param labels one to three */
  constructor(registry: Registry, about: { name: string; help: string; labels: readonly Label[] }) {
    const { name, help, labels } = about;
    const counter = new Counter({
      name,
      help,
      labelNames: [...labels],
      registers: [registry],
      collect: () => {
        counter.reset();
        for (const [a, bs] of this.#rows)
          for (const [b, cs] of bs)
            for (const [c, { count }] of cs) counter.labels(...[a, b, c].slice(0, labels.length)).inc(count);
      },
    });
  }

  /** Counts `times` under these values, given in the order of the labels. */
  add(a: string, b = '', c = '', times = 1): void {
    const found = this.#rows.get(a)?.get(b)?.get(c);
    if (found) found.count += times;
    else this.#open(a, b, c).count += times;
  }

  #open(a: string, b: string, c: string): Count {
    if (this.#size >= mostRows && a !== 'other') return this.#open('other', b, c);
    const bs = this.#rows.get(a) ?? new Map<string, Map<string, Count>>();
    const cs = bs.get(b) ?? new Map<string, Count>();
    const count = cs.get(c) ?? { count: 0 };
    if (!cs.has(c)) this.#size++;
    this.#rows.set(a, bs.set(b, cs.set(c, count)));
    return count;
  }
}
