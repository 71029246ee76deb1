/** Words with which stations agree, now or for later. */
const agreeing = new Set([
  'Accepted',
  'AcceptedCanceled',
  'AcceptedWithErrors',
  'RebootRequired',
  'Scheduled',
  'Unlocked',
  'Unpublished',
  'Processed',
]);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What an answer refuses, in its own words; undefined when it agrees. Many answers have no status: they can't refuse. */
export function refusalIn(action: string, answer: unknown): string | undefined {
  if (!isObject(answer)) return undefined;
  // 1.6 §5.9: a station that has nothing to upload names no file.
  if (action === 'GetDiagnostics' && !answer.fileName) return 'it has no diagnostics to upload';
  const refusals = statusesIn(answer).filter(({ status }) => !agreeing.has(status));
  if (refusals.length === 0) return undefined;
  return `it answered ${refusals.map(({ status, why }) => (why ? `${status} (${why})` : status)).join(', ')}`;
}

interface Status {
  status: string;
  why: string;
}

/** Its own status and those of its results, one a variable, a monitor and so on. */
function statusesIn(answer: Record<string, unknown>): Status[] {
  const results = Object.values(answer).flatMap((value) =>
    Array.isArray(value) ? value.filter(isObject) : [],
  );
  return [answer, ...results].flatMap((each) => {
    const status = each.status ?? each.attributeStatus;
    if (typeof status !== 'string') return [];
    const info = each.statusInfo ?? each.attributeStatusInfo;
    return [{ status, why: isObject(info) ? String(info.additionalInfo ?? info.reasonCode ?? '') : '' }];
  });
}
