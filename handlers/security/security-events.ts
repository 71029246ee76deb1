import type { Keeping, Told } from '../action.js';
import { insertion } from '../insertion.js';

export interface SecurityEvent {
  /** FirmwareUpdated, InvalidCsmsCertificate, … (2.x Part 2 appendix 1), or the vendor's own. */
  type: string;
  /** Empty where the station says nothing more. */
  techInfo: string;
  at: Date;
}

interface Row extends SecurityEvent {
  stationId: string;
  receivedAt: Date;
}

const add = insertion<Row>(
  {
    table: 'security_event',
    columns: {
      stationId: 'text',
      type: 'text',
      techInfo: 'text',
      at: 'timestamptz',
      receivedAt: 'timestamptz',
    },
  },
  'on conflict do nothing',
);

/** Keeps each event once, by its time and words. */
export async function keepSecurityEvents(
  told: Told<SecurityEvent>[],
  { tx, emit }: Keeping,
): Promise<null[]> {
  const news = await add(
    tx,
    told.map(({ station, receivedAt, fact }) => ({ ...fact, stationId: station, receivedAt })),
  );
  for (const { stationId, type, techInfo, at } of news)
    emit({
      station: stationId,
      type: 'SecurityEventReported',
      at,
      data: { securityEvent: type, techInfo },
    });
  return told.map(() => null);
}
