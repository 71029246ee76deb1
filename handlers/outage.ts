import { isOutage } from '../platform/database/outage.js';

/**
 * Runs `work` again while the database is away, as long as somebody still waits for its result.
 *
 * @param stopping this process ends: whoever takes its place has more time to wait
 */
export async function throughOutage<T>(
  work: () => Promise<T>,
  {
    patienceMs,
    onOutage,
    stopping,
  }: { patienceMs: number; onOutage: (error: unknown) => void; stopping: AbortSignal },
): Promise<T> {
  for (const end = Date.now() + patienceMs; ; ) {
    try {
      return await work();
    } catch (error) {
      if (!isOutage(error) || Date.now() > end || stopping.aborted) throw error;
      onOutage(error);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
