import { readList } from '../../../ocpp/local-list.js';
import type { OcppVersion } from '../../../ocpp/versions.js';
import { type Charger, connectCharger } from '../../graph/charger.js';

/** A station that keeps a local list as the specification has it. */
export class ListKeeper {
  version = 0;
  /** Token to what is said of it. */
  readonly list = new Map<string, object>();
  /** Versions and kinds of the updates it got, in their order. */
  readonly updates: string[] = [];
  /** Statuses to answer instead, one an update, before it goes by the rules again. */
  readonly refusals: string[] = [];
  /** While set, it answers nothing. */
  mute = false;
  charger!: Charger;

  constructor(
    readonly ocpp: OcppVersion,
    readonly most = Number.POSITIVE_INFINITY,
  ) {}

  async come(url: string): Promise<this> {
    this.charger = await connectCharger(url, this.ocpp, (action, payload) => this.answer(action, payload));
    const boot =
      this.ocpp === 'ocpp1.6'
        ? { chargePointVendor: 'V', chargePointModel: 'M' }
        : { reason: 'PowerUp', chargingStation: { vendorName: 'V', model: 'M' } };
    await this.charger.call('BootNotification', boot);
    return this;
  }

  answer(action: string, payload: Record<string, unknown>): object | undefined {
    if (this.mute) return undefined;
    const field = this.ocpp === 'ocpp1.6' ? 'listVersion' : 'versionNumber';
    if (action === 'GetLocalListVersion') return { [field]: this.version };
    if (action === 'SendLocalList') return { status: this.take(payload) };
    return { error: 'NotSupported' };
  }

  take(payload: object): string {
    const { version, full, entries } = readList(this.ocpp, payload);
    this.updates.push(`${full ? 'Full' : 'Differential'} ${version}`);
    const refusal = this.refusals.shift();
    if (refusal) return refusal;
    if (!full && version <= this.version) return 'VersionMismatch';
    if (entries.length > this.most) return 'Failed';
    if (full) this.list.clear();
    for (const { idToken, info } of entries)
      if (info) this.list.set(idToken, info);
      else
        this.list.delete(
          [...this.list.keys()].find((name) => name.toLowerCase() === idToken.toLowerCase()) ?? '',
        );
    this.version = version;
    return 'Accepted';
  }

  tokens = (): string[] => [...this.list.keys()].sort();
}
