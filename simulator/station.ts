import { EventEmitter } from 'node:events';
import type { MessageInfoType } from 'typed-ocpp/dist/ocpp21/types.js';
import { RpcError } from '../ocpp/errors.js';
import { describe, violationError, violations } from '../ocpp/validation.js';
import type { OcppVersion } from '../ocpp/versions.js';
import { Access } from './access.js';
import { Backlog } from './backlog.js';
import type { Outcome } from './calls.js';
import { between } from './chance.js';
import { Connection, type Reaction } from './connection.js';
import { DeviceModel } from './device-model.js';
import { Evse } from './evse.js';
import { Firmware } from './firmware.js';
import { facts, variablesOf } from './identity.js';
import { Logs } from './logs.js';
import { Monitors } from './monitors.js';
import { OwnCertificates } from './own-certificates.js';
import type { Profile } from './profiles.js';
import { Registration } from './registration.js';
import type { Reservation } from './reservations.js';
import type { StopReason, Token } from './session.js';
import type { BootReason, Dialect, Happening, Question } from './speaks/dialect.js';
import { refuse } from './speaks/refusal.js';
import { v2, v21 } from './speaks/v2.js';
import { v16 } from './speaks/v16.js';
import type { StationOptions, Surroundings } from './surroundings.js';
import type { Tally } from './tally.js';
import { TrustStore } from './trust-store.js';
import type { Variable } from './variables.js';

const dialects: Record<OcppVersion, Dialect> = { 'ocpp1.6': v16, 'ocpp2.0.1': v2, 'ocpp2.1': v21 };

/** Seconds a charger takes to boot. */
const rebootS = 5;

/** A charger's life: its network, its registration, what it has to tell. Its sessions live in its EVSEs. */
export class Station extends EventEmitter<{ changed: [] }> {
  readonly id: string;
  readonly version: OcppVersion;
  readonly dialect: Dialect;
  readonly evses: Evse[];
  readonly access: Access;
  readonly model: DeviceModel;
  readonly connection: Connection;
  readonly backlog: Backlog;
  readonly speed: number;
  readonly tally: Tally;
  readonly firmware = new Firmware(this);
  readonly logs = new Logs(this);
  readonly monitors = new Monitors(this, (notices) => {
    const question = this.dialect.noticed?.(notices);
    if (question) void this.ask(question);
  });
  readonly trust: TrustStore;
  readonly certificates: OwnCertificates;
  profiles: Profile[] = [];
  reservations: Reservation[] = [];
  /** What its display shows, by number. */
  readonly messages = new Map<number, MessageInfoType>();
  /** A reset that waits for the last session to end. */
  resetWhenIdle = false;
  /** Tokens the CSMS accepted before: good enough while offline. */
  readonly cache = new Set<string>();
  #lostAt = 0;
  readonly #registration = new Registration(this, () => this.#accepted());

  constructor(
    readonly options: StationOptions,
    readonly around: Surroundings,
  ) {
    super();
    this.setMaxListeners(0);
    this.id = options.id;
    this.version = options.version;
    this.dialect = dialects[options.version];
    this.speed = options.speed;
    this.tally = around.tally;
    this.trust = new TrustStore(options.ca);
    this.certificates = new OwnCertificates(this);
    this.access = new Access(this);
    const registerWh = options.registerWh ?? between(around.chance, 1e5, 5e6);
    this.evses = Array.from(
      { length: options.evses },
      (_, i) => new Evse(this, i + 1, options.outlet, registerWh),
    );
    this.model = new DeviceModel(variablesOf(this), options.variables ?? {}, (each) => this.#varied(each));
    this.connection = this.#wire();
    this.backlog = this.#keepBacklog();
  }

  #wire(): Connection {
    const { id, version, callTimeoutMs, reconnect } = this.options;
    return new Connection({
      ...{ id, version, callTimeoutMs, reconnect, ...this.around },
      way: () => ({ url: this.access.url, ...this.access.credentials }),
      opened: () => this.#opened(),
      failed: () => this.access.failed(),
      closed: () => this.#closed(),
      react: (action, payload) => this.#react(action, payload),
    });
  }

  #keepBacklog(): Backlog {
    return new Backlog({
      call: (action, payload) => this.connection.call(action, payload),
      mayTalk: () => this.isOnline,
      later: (ms, deed) => this.around.agenda.after(ms, deed),
      attempts: () => this.model.number('MessageAttempts'),
      retryMs: () => this.model.number('MessageAttemptInterval') * 1000,
      dropped: () => this.tally.dropped++,
      drained: () => this.emit('changed'),
    });
  }

  get registration(): Registration['status'] {
    return this.#registration.status;
  }

  /** Connected and accepted: it may say what it has to say. */
  get isOnline(): boolean {
    return this.connection.isOpen && this.registration === 'Accepted';
  }

  evse(id: number): Evse | undefined {
    return this.evses.find((each) => each.id === id);
  }

  /** In so many seconds of the drivers' time. */
  soon(seconds: number, deed: () => void): () => void {
    return this.around.agenda.after(Math.max(50, (seconds * 1000) / this.speed), deed);
  }

  powerUp(): void {
    this.connection.open();
  }

  /** The network goes away; sessions go on. */
  goOffline(): void {
    this.connection.close({ abruptly: true });
  }

  comeBack(): void {
    this.connection.open();
  }

  /** Resolves once the condition holds, which is looked at after every change of this station. */
  until(condition: (station: this) => boolean, withinMs = 30_000): Promise<void> {
    if (condition(this)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (!condition(this)) return;
        callOff();
        this.off('changed', look);
        resolve();
      };
      const callOff = this.around.agenda.after(withinMs, () => {
        this.off('changed', look);
        reject(new Error(`${this.id}: waited ${withinMs} ms in vain`));
      });
      this.on('changed', look);
    });
  }

  #opened(): void {
    this.access.opened();
    if (this.registration === 'Accepted') this.#resume();
    else void this.#registration.boot();
  }

  #closed(): void {
    this.#lostAt = Date.now();
    this.#registration.interrupt();
    this.emit('changed');
  }

  #accepted(): void {
    for (const evse of this.evses) evse.reported = undefined;
    this.reportStation();
    this.#resume();
  }

  /** Back online: first where things stand, then what happened meanwhile. */
  #resume(): void {
    const away = Date.now() - this.#lostAt;
    if (this.#lostAt > 0 && away > this.model.number('OfflineThreshold') * 1000)
      for (const evse of this.evses) evse.reported = undefined;
    for (const evse of this.evses) this.#report(evse);
    this.#registration.beat(this.around.chance());
    this.backlog.resume();
    this.emit('changed');
  }

  /** @returns what the CSMS answered; undefined where it did not, or refused. */
  async ask<T>(question: Question<T>): Promise<T | undefined> {
    const outcome: Outcome = await this.connection.call(question.action, question.payload);
    this.emit('changed');
    return outcome.kind === 'answered' ? question.read(outcome.payload) : undefined;
  }

  async authorize(token: Token): Promise<boolean> {
    const accepted = this.isOnline ? await this.ask(this.dialect.authorize(token)) : undefined;
    if (accepted) this.cache.add(token.idToken);
    if (accepted === false) this.tally.authorizationsRefused++;
    if (accepted !== undefined) return accepted;
    const known = this.model.is('LocalAuthorizeOffline') && this.cache.has(token.idToken);
    return known || (!this.isOnline && this.model.is('OfflineTxForUnknownIdEnabled'));
  }

  tell(happening: Happening): void {
    const message = this.dialect.tell(happening);
    if (!message) return;
    this.backlog.push(message);
    this.emit('changed');
  }

  /** The CSMS does not want this token to charge after all (1.6 §4.8, 2.x E05). */
  deauthorized(happening: Happening): void {
    const { evse, session } = happening;
    this.cache.delete(session.token.idToken);
    if (evse.session === session && this.model.is('StopTxOnInvalidId')) evse.end('DeAuthorized');
  }

  began(evse: Evse): void {
    this.tally.sessionsBegun++;
    this.around.charging.add(evse);
  }

  ended(evse: Evse): void {
    this.tally.sessionsEnded++;
    this.around.charging.delete(evse);
    this.profiles = this.profiles.filter((each) => each.purpose !== 'TxProfile' || each.evseId !== evse.id);
    if (this.resetWhenIdle && this.evses.every((each) => !each.session)) void this.reboot('ScheduledReset');
  }

  changed(evse: Evse): void {
    if (this.isOnline) this.#report(evse);
    this.emit('changed');
  }

  reportStation(): void {
    const status = this.dialect.stationStatus?.(this);
    if (status && this.isOnline) void this.ask(status);
  }

  #report(evse: Evse): void {
    const status = this.dialect.statusOf(evse);
    if (status === evse.reported) return;
    evse.reported = status;
    // one that is lost with its connection is told again when that is back
    void this.ask(this.dialect.status(evse)).then(() => {
      if (!this.isOnline) evse.reported = undefined;
    });
  }

  /** Ends what runs, tells it if that is quick, and starts anew; what is untold is kept. */
  async reboot(reason: BootReason, stop: StopReason = 'SoftReset'): Promise<void> {
    this.resetWhenIdle = false;
    for (const evse of this.evses) evse.end(stop);
    await this.until(() => this.backlog.length === 0 || !this.isOnline, 3000).catch(() => undefined);
    this.#registration.forget(reason);
    this.connection.close();
    this.emit('changed');
    this.soon(rebootS, () => {
      this.access.chooseNetwork(this.model.value('NetworkConfigurationPriority'));
      this.connection.open();
    });
  }

  bootAgain(): void {
    this.#registration.again();
  }

  #varied({ name }: Variable): void {
    if (name === 'HeartbeatInterval') this.#registration.beat();
    if (name === 'TxUpdatedInterval') for (const evse of this.evses) evse.rearm();
    if (name === 'BasicAuthPassword') this.access.renewPassword(facts.password(this.model));
  }

  #react(action: string, payload: unknown): Reaction {
    if (this.registration === 'Rejected')
      throw new RpcError('SecurityError', 'The station is not accepted by this CSMS.');
    const errors = violations(this.version, action, 'Request', payload);
    if (errors.length > 0) throw violationError(action, errors.map(describe));
    const command = this.dialect.commands.get(action);
    return command ? command(payload, this) : refuse(this.version, action);
  }
}
