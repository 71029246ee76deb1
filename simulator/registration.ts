import type { BootReason } from './speaks/dialect.js';
import type { Station } from './station.js';

/** Seconds to the next boot message where the CSMS names none (1.6 §4.2, 2.x B03.FR.06). */
const patienceS = 30;

/** A station's standing with its CSMS: boots until it is accepted, beats from then on. */
export class Registration {
  status: 'None' | 'Accepted' | 'Pending' | 'Rejected' = 'None';
  #reason: BootReason = 'PowerUp';
  #callOffHeartbeat = (): void => undefined;
  #callOffBoot = (): void => undefined;

  constructor(
    readonly station: Station,
    readonly accepted: () => void,
  ) {}

  /** The next connect begins with a boot message that gives this reason. */
  forget(reason: BootReason): void {
    this.status = 'None';
    this.#reason = reason;
  }

  /** The connection is gone; the standing is not. */
  interrupt(): void {
    this.#callOffHeartbeat();
    this.#callOffBoot();
  }

  /** Says who it is again, because it was asked to (TriggerMessage). */
  again(): void {
    this.#reason = 'Triggered';
    void this.boot();
  }

  async boot(): Promise<void> {
    const { station } = this;
    this.#callOffBoot();
    const answer = await station.ask(station.dialect.boot(station, this.#reason));
    if (answer) this.status = answer.status;
    if (answer?.status === 'Accepted') {
      if (answer.interval > 0) this.#setHeartbeat(answer.interval);
      this.accepted();
    } else if (station.connection.isOpen) {
      const wait = answer?.interval || patienceS;
      this.#callOffBoot = station.around.agenda.after(wait * 1000, () => void this.boot());
    }
    station.emit('changed');
  }

  #setHeartbeat(interval: number): void {
    const variable = this.station.model.find({ component: 'OCPPCommCtrlr', name: 'HeartbeatInterval' });
    if (typeof variable === 'object') this.station.model.put(variable, String(interval));
  }

  /**
   * Beats from now on.
   *
   * @param share of the interval until the first beat: after a connect a random one, lest a fleet beats as one
   */
  beat(share = 1): void {
    const { station } = this;
    this.#callOffHeartbeat();
    const interval = station.model.number('HeartbeatInterval') * 1000 * share;
    if (interval <= 0 || !station.isOnline) return;
    this.#callOffHeartbeat = station.around.agenda.after(interval, () => {
      void station.ask(station.dialect.heartbeat());
      this.beat();
    });
  }
}
