/** What a station says about its status in words (2.x StatusInfoType). */
export function reasonOf(
  statusInfo: { reasonCode: string; additionalInfo?: string | undefined } | undefined,
): { reasonCode: string | null; info: string | null } {
  return { reasonCode: statusInfo?.reasonCode || null, info: statusInfo?.additionalInfo || null };
}

/** Tells a station that what it asks needs something outside that is not set up here (2.x Part 2 appendix 5). */
export const notEnabled = (additionalInfo: string) => ({ reasonCode: 'NotEnabled', additionalInfo });
