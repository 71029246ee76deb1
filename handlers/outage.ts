/** Whether the database as a whole is away, so that trying call by call is of no use. */
export function isOutage(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (code === undefined)
    return /connection terminated|timeout exceeded when trying to connect|connection error/i.test(
      message ?? '',
    );
  // 57P0x: shutting down or starting up, 08xxx: connection, 53300: no connection free, 25006: read only, after a failover.
  return /^(57P0[123]|08...|53300|25006|E(CONN\w+|PIPE|HOSTUNREACH|TIMEDOUT|NOTFOUND|AI_AGAIN))$/.test(code);
}

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
