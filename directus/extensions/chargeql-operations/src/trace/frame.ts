/** One CALL and its answer, as the trace keeps them. */
export interface Frame {
  id: string;
  direction: 'IN' | 'OUT';
  action: string | null;
  messageId: string | null;
  receivedAt: string;
  answeredAt: string | null;
  latencyMs: number | null;
  outcome: string;
  errorCode: string | null;
  request: string | null;
  answer: string | null;
  findings: unknown;
  ocppVersion: string;
}

/** What was found wrong with a frame, however many. */
export const findingsOf = ({ findings }: Frame): unknown[] =>
  Array.isArray(findings) ? findings : findings ? [findings] : [];

/** Whether a frame speaks of a transaction, by the number or name that its station gave it. */
export function isAbout(frame: Frame, transactionId: string): boolean {
  const quoted = JSON.stringify(transactionId)
    .slice(1, -1)
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const named = new RegExp(`"transactionId"\\s*:\\s*"?${quoted}"?\\s*[,}\\]]`);
  return [frame.request, frame.answer].some((text) => text !== null && named.test(text));
}

/** A payload for reading: as it came where it is no JSON. */
export function pretty(text: string | null): string {
  if (text === null) return '';
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** One frame a line, for programs. */
export const asLines = (frames: readonly Frame[]): string =>
  frames.map((frame) => `${JSON.stringify(frame)}\n`).join('');

/** The same for people: who said what to whom, and when. */
export const asText = (frames: readonly Frame[], stationId: string): string =>
  frames
    .map((frame) => {
      const ways =
        frame.direction === 'IN'
          ? [`${stationId} -> CSMS`, `CSMS -> ${stationId}`]
          : [`CSMS -> ${stationId}`, `${stationId} -> CSMS`];
      const answer = frame.answer === null ? '(no answer)' : frame.answer;
      const lines = [
        `${frame.receivedAt}  ${ways[0]}  ${frame.action ?? '?'}  ${frame.request ?? ''}`,
        `${frame.answeredAt ?? '-'.padEnd(24)}  ${ways[1]}  ${frame.outcome}  ${answer}`,
        ...findingsOf(frame).map((finding) => `    ! ${JSON.stringify(finding)}`),
      ];
      return `${lines.join('\n')}\n`;
    })
    .join('\n');
