import { randomUUID } from 'node:crypto';
import { type Outlet, phasesOf, type Vehicle } from './curve.js';
import { Meter } from './meter.js';
import { allowedW } from './profiles.js';
import { mayUse, takeReservation } from './reservations.js';
import { samples } from './samples.js';
import { type Session, type StopReason, type Token, transactionIdOf } from './session.js';
import type { Happening, ReadingContext } from './speaks/dialect.js';
import type { Station } from './station.js';

type StartTrigger = 'Authorized' | 'CablePluggedIn' | 'RemoteStart';

/** A token that may charge and waits for a cable. */
interface Permit {
  token: Token;
  remoteStartId?: number | undefined;
  expire: () => void;
}

/** One parking bay of a station: its cable, its meter and the session that runs there. */
export class Evse {
  vehicle: Vehicle | undefined;
  session: Session | undefined;
  /** The one before. */
  lastSession: Session | undefined;
  operative = true;
  /** Whether the car that stands here had its session. */
  hasCharged = false;
  /** To become inoperative once the session ends. */
  retiring = false;
  chargingState: 'Idle' | 'EVConnected' | 'Charging' | 'SuspendedEV' | 'SuspendedEVSE' = 'Idle';
  /** What the CSMS was last told of its state, in its dialect's word. */
  reported: string | undefined;
  readonly #meter: Meter;
  #permit: Permit | undefined;
  #callOffSample = (): void => undefined;

  constructor(
    readonly station: Station,
    readonly id: number,
    readonly outlet: Outlet,
    registerWh: number,
  ) {
    this.#meter = new Meter(registerWh);
  }

  /** Energy through its meter since that was built in (Wh). */
  get registerWh(): number {
    return this.#meter.registerWh;
  }

  get powerW(): number {
    return this.#meter.powerW;
  }

  /** Neither car, session nor anyone expected. */
  get isFree(): boolean {
    return this.operative && !this.vehicle && !this.session && !this.#permit;
  }

  get isPermitted(): boolean {
    return this.#permit !== undefined;
  }

  plugIn(vehicle: Vehicle): void {
    if (this.vehicle) throw new Error(`EVSE ${this.id} of ${this.station.id} has a car already`);
    this.vehicle = { ...vehicle };
    this.chargingState = 'EVConnected';
    if (this.#permit)
      this.#begin(this.#permit.remoteStartId === undefined ? 'CablePluggedIn' : 'RemoteStart');
    this.changed();
  }

  unplug(): void {
    if (this.session) this.end('EVDisconnected');
    this.vehicle = undefined;
    this.hasCharged = false;
    this.chargingState = 'Idle';
    this.changed();
  }

  /** A driver holds a card to the reader: starts a session, or ends the one it began. */
  async present(token: Token): Promise<boolean> {
    if (this.session?.token.idToken === token.idToken) {
      this.end('Local');
      return true;
    }
    if (this.session || !this.operative || !mayUse(this, token)) return false;
    const accepted = await this.station.authorize(token);
    if (accepted) this.permit(token);
    return accepted;
  }

  /** The token may charge: at once where a car waits, else when one comes in time. */
  permit(token: Token, remoteStartId?: number): void {
    if (this.session || !this.operative) return;
    this.#permit?.expire();
    const { station } = this;
    const expire = station.soon(station.model.number('EVConnectionTimeOut'), () => this.#forget());
    this.#permit = { token, remoteStartId, expire };
    if (this.vehicle) this.#begin(remoteStartId === undefined ? 'Authorized' : 'RemoteStart');
    this.changed();
  }

  #forget(): void {
    this.#permit = undefined;
    this.changed();
  }

  #begin(trigger: StartTrigger): void {
    const permit = this.#permit;
    if (!permit || !this.operative) return;
    permit.expire();
    this.#permit = undefined;
    this.#meter.start();
    this.session = {
      id: randomUUID(),
      evseId: this.id,
      token: permit.token,
      remoteStartId: permit.remoteStartId,
      reservationId: takeReservation(this, permit.token),
      startedAt: new Date(),
      meterStartWh: Math.floor(this.registerWh),
      nextSeqNo: 0,
    };
    this.station.began(this);
    this.#tell('Started', trigger, 'Transaction.Begin', 'TxStartedMeasurands');
    this.chargingState = 'Charging';
    this.#tell('Updated', 'ChargingStateChanged');
    this.rearm();
  }

  end(reason: StopReason): void {
    const { session } = this;
    if (!session) return;
    this.advance();
    this.#callOffSample();
    this.chargingState = reason === 'EVDisconnected' ? 'Idle' : 'EVConnected';
    this.#meter.stop();
    session.endedAt = new Date();
    session.meterStopWh = Math.floor(this.registerWh);
    session.stoppedReason = reason;
    this.#tell('Ended', reason, 'Transaction.End', 'TxEndedMeasurands');
    this.session = undefined;
    this.lastSession = session;
    this.hasCharged = true;
    if (this.retiring) this.operative = false;
    this.retiring = false;
    this.station.ended(this);
    this.changed();
  }

  /** Brings the meter up to now. */
  advance(): void {
    const { session, vehicle, station, outlet } = this;
    if (!session || !vehicle) return;
    const limitW = allowedW(station.profiles, {
      at: Date.now(),
      evseId: this.id,
      transaction: {
        transactionId: transactionIdOf(session, station.version) ?? '',
        startedAt: session.startedAt.getTime(),
      },
      phases: phasesOf(vehicle, outlet),
    });
    station.tally.energyWh += this.#meter.read(vehicle, outlet, { limitW, speed: station.speed });
    if (vehicle.soc >= vehicle.targetSoc) this.#note('SuspendedEV');
    else this.#note(this.powerW > 0 ? 'Charging' : 'SuspendedEVSE');
  }

  #note(state: Evse['chargingState']): void {
    if (this.chargingState === state) return;
    this.chargingState = state;
    this.#tell('Updated', 'ChargingStateChanged');
    this.changed();
  }

  /** The limits were changed: the new power shows at once. */
  limitChanged(): void {
    if (!this.session) return;
    const before = this.powerW;
    this.advance();
    if (Math.abs(before - this.powerW) > 1)
      this.#tell('Updated', 'ChargingRateChanged', 'Sample.Periodic', 'TxUpdatedMeasurands');
  }

  /** Sends a reading of the running session because somebody asked for one. */
  sampleNow(): void {
    this.advance();
    this.#tell('Updated', 'Trigger', 'Trigger', 'TxUpdatedMeasurands');
  }

  /** Plans the next reading; called again when its interval changes. */
  rearm(): void {
    this.#callOffSample();
    const interval = this.station.model.number('TxUpdatedInterval');
    if (!this.session || interval === 0) return;
    this.#callOffSample = this.station.soon(interval, () => {
      this.advance();
      this.#tell('Updated', 'MeterValuePeriodic', 'Sample.Periodic', 'TxUpdatedMeasurands');
      this.rearm();
    });
  }

  reading(measurandsVariable: string): ReturnType<typeof samples> {
    return samples(this, this.station.model.value(measurandsVariable).split(','));
  }

  #tell(
    eventType: Happening['eventType'],
    trigger: Happening['trigger'],
    context: ReadingContext = 'Sample.Periodic',
    measurandsVariable?: string,
  ): void {
    const { session } = this;
    if (!session) return;
    this.station.tell({
      eventType,
      trigger,
      session,
      evse: this,
      at: new Date(),
      seqNo: session.nextSeqNo++,
      offline: !this.station.isOnline,
      chargingState: this.chargingState,
      samples: measurandsVariable ? this.reading(measurandsVariable) : [],
      context,
    });
  }

  changed(): void {
    this.station.changed(this);
  }
}
