/** A bell for one sleeper: it remembers one ring that came while nobody slept. */
export interface Nudges {
  give(): void;
  /** Returns at the next ring, or after `ms`. */
  taken(ms: number): Promise<void>;
}

export function nudges(): Nudges {
  let given = false;
  let wake: (() => void) | undefined;
  return {
    give: () => {
      given = true;
      wake?.();
    },
    taken: async (ms) => {
      if (!given) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const timer = setTimeout(resolve, ms);
        wake = resolve;
        await promise;
        clearTimeout(timer);
        wake = undefined;
      }
      given = false;
    },
  };
}
