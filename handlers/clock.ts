/** No OCPP charger is older; what is dated before comes from a clock that was never set (1970, 2000 are common). */
const earliest = Date.UTC(2010, 0, 1);
const day = 86_400_000;

/** When it happened by the station's clock; when we heard of it where that clock is missing, unreadable or far off. */
export function timeOf(reported: string | undefined, receivedAt: Date): Date {
  const at = reported ? Date.parse(reported) : Number.NaN;
  return at >= earliest && at <= receivedAt.getTime() + day ? new Date(at) : receivedAt;
}
