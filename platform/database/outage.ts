/** Whether the database as a whole is away, so that trying call by call is of no use. */
export function isOutage(error: unknown): boolean {
  const { code, message } = Object(error) as { code?: string; message?: string };
  if (code === undefined)
    return /connection terminated|timeout exceeded when trying to connect|connection error/i.test(
      message ?? '',
    );
  // 57P0x: shutting down or starting up, 08xxx: connection, 53300: no connection free, 25006: read only, after a failover.
  return /^(57P0[123]|08...|53300|25006|E(CONN\w+|PIPE|HOSTUNREACH|TIMEDOUT|NOTFOUND|AI_AGAIN))$/.test(code);
}
