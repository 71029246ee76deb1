import { small, whole } from '../bounds.js';
import { timeOf } from '../clock.js';
import type { Part, ReportKind } from './reports.js';

interface PartMessage {
  requestId: number;
  seqNo: number;
  /** Left out: nothing follows. */
  tbc?: boolean;
  generatedAt: string;
}

/** What a message says of its place in its report. */
export const partOf = (kind: ReportKind, is: PartMessage, rows: number, receivedAt: Date): Part => ({
  kind,
  requestId: whole(is.requestId) ?? 0,
  seqNo: small(is.seqNo) ?? 0,
  isLast: !is.tbc,
  generatedAt: timeOf(is.generatedAt, receivedAt),
  rows,
});
