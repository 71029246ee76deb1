import type { Message } from '../backlog.js';
import type { Reaction } from '../connection.js';
import type { Evse } from '../evse.js';
import type { Notice } from '../monitors.js';
import type { CertificateUse } from '../own-certificates.js';
import type { Sample } from '../samples.js';
import type { Session, StopReason, Token } from '../session.js';
import type { Station } from '../station.js';

export interface Question<T> {
  action: string;
  payload: () => object;
  /** What its answer says. */
  read: (answer: unknown) => T;
}

export type BootReason = 'PowerUp' | 'RemoteReset' | 'ScheduledReset' | 'FirmwareUpdate' | 'Triggered';

/** What a boot message is answered. */
export interface Standing {
  status: 'Accepted' | 'Pending' | 'Rejected';
  /** Seconds between heartbeats, or until the next boot message. */
  interval: number;
}

export type ReadingContext = 'Transaction.Begin' | 'Sample.Periodic' | 'Transaction.End' | 'Trigger';

/** Something to tell about a transaction, in 2.x words. */
export interface Happening {
  eventType: 'Started' | 'Updated' | 'Ended';
  /** Why it is told; the end has its own reason in the session. */
  trigger:
    | 'Authorized'
    | 'CablePluggedIn'
    | 'RemoteStart'
    | 'ChargingStateChanged'
    | 'ChargingRateChanged'
    | 'MeterValuePeriodic'
    | 'Trigger'
    | StopReason;
  session: Session;
  evse: Evse;
  at: Date;
  seqNo: number;
  /** Whether the station had no connection when it happened. */
  offline: boolean;
  chargingState: Evse['chargingState'];
  samples: Sample[];
  context: ReadingContext;
}

/** A wish for a certificate. */
export interface SigningWish {
  use: CertificateUse;
  /** PEM. */
  csr: string;
  requestId: number;
}

/** Does what a call of the CSMS asks; `is` has passed its schema. */
export type Command<Request = unknown> = (is: Request, station: Station) => Reaction;

/** How a version family says what a charger has to say, and what it may be told. */
export interface Dialect {
  boot(station: Station, reason: BootReason): Question<Standing>;
  heartbeat(): Question<void>;
  /** What the wire calls an EVSE's present state. */
  statusOf(evse: Evse): string;
  status(evse: Evse): Question<void>;
  /** The station as a whole; undefined where the version has no such message. */
  stationStatus?(station: Station): Question<void>;
  /** That a reservation expired; undefined where the version does not tell. */
  reservationEnded?(id: number): Question<void>;
  /** Whether a token may charge. */
  authorize(token: Token): Question<boolean>;
  /** Asks for a certificate of the station's own; whether the CSMS will sign it. */
  certificateRequest(wish: SigningWish): Question<boolean>;
  /** That a certificate for this station came and is no good (A02.FR.08, 1.6 security A02.FR.07). */
  certificateUnfit(techInfo: string): Question<void>;
  /** What monitors noticed; left out where the version knows none. */
  noticed?(notices: Notice[]): Question<void>;
  /** Undefined where the version has nothing to say about it. */
  tell(happening: Happening): Message | undefined;
  commands: ReadonlyMap<string, Command>;
}
