import type { Station } from './station.js';
import type { Variable } from './variables.js';

export const monitorTypes = [
  'UpperThreshold',
  'LowerThreshold',
  'Delta',
  'Periodic',
  'PeriodicClockAligned',
] as const;
export type MonitorType = (typeof monitorTypes)[number];

export interface MonitorWish {
  /** Of the monitor that it takes the place of. */
  id?: number | undefined;
  variable: Variable;
  type: MonitorType;
  value: number;
  severity: number;
  /** Only while something charges there. */
  transaction: boolean;
}

export interface Monitor extends MonitorWish {
  id: number;
}

/** What a monitor noticed. */
export interface Notice {
  /** Of the event that it is told as. */
  id: number;
  monitor: Monitor;
  actualValue: string;
  trigger: 'Alerting' | 'Delta' | 'Periodic';
  /** What it alerted of is over. */
  cleared: boolean;
}

interface Watched extends Monitor {
  /** Beyond its threshold when last looked at. */
  isBeyond: boolean;
  /** What was last told, or was there when it was set. */
  told: string;
  callOff: () => void;
}

/** How often values are looked at (ms). */
const lookMs = 500;
const dayS = 86_400;

const isNumber = ({ type }: Variable): boolean => type === 'integer' || type === 'decimal';
const isThreshold = (type: MonitorType): boolean => type === 'UpperThreshold' || type === 'LowerThreshold';

/** Variables that a CSMS wants to be told of (N04 to N08). None is built in. */
export class Monitors {
  readonly #watched = new Map<number, Watched>();
  #lastId = 0;
  #lastNotice = 0;
  #isLooking = false;
  /** Of higher numbers, which are less severe, nothing is told (N05). */
  level = 9;

  constructor(
    readonly station: Station,
    readonly tell: (notices: Notice[]) => void,
  ) {}

  all(): Monitor[] {
    return [...this.#watched.values()];
  }

  set(wish: MonitorWish): {
    status: 'Accepted' | 'Rejected' | 'Duplicate' | 'UnsupportedMonitorType';
    id?: number;
  } {
    const { variable, type, value, severity } = wish;
    if (isThreshold(type) && !isNumber(variable)) return { status: 'UnsupportedMonitorType' };
    const before = wish.id === undefined ? undefined : this.#watched.get(wish.id);
    if (wish.id !== undefined && before?.variable !== variable) return { status: 'Rejected' };
    if (variable.access === 'WriteOnly' || !isSensible(wish)) return { status: 'Rejected' };
    const twin = this.all().some(
      (each) =>
        each !== before && each.variable === variable && each.type === type && each.severity === severity,
    );
    if (twin) return { status: 'Duplicate' };
    before?.callOff();
    const id = before?.id ?? ++this.#lastId;
    const told = this.station.model.valueOf(variable);
    const watched = { ...wish, id, value, told, isBeyond: false, callOff: () => undefined };
    this.#watched.set(id, watched);
    this.#begin(watched);
    return { status: 'Accepted', id };
  }

  clear(id: number): boolean {
    this.#watched.get(id)?.callOff();
    return this.#watched.delete(id);
  }

  clearAll(): void {
    for (const { id } of this.all()) this.clear(id);
  }

  #begin(monitor: Watched): void {
    if (monitor.type === 'Periodic' || monitor.type === 'PeriodicClockAligned') this.#repeat(monitor);
    else if (!this.#isLooking) this.#lookLater();
  }

  #repeat(monitor: Watched): void {
    const { value, type } = monitor;
    const seconds = type === 'Periodic' ? value : value - (((Date.now() / 1000) % dayS) % value);
    monitor.callOff = this.station.around.agenda.after(seconds * 1000, () => {
      this.#report([this.#notice(monitor, 'Periodic')]);
      this.#repeat(monitor);
    });
  }

  #lookLater(): void {
    this.#isLooking = this.all().some(({ type }) => type === 'Delta' || isThreshold(type));
    if (this.#isLooking)
      this.station.around.agenda.after(lookMs, () => {
        this.#report([...this.#watched.values()].flatMap((each) => this.#look(each) ?? []));
        this.#lookLater();
      });
  }

  /** What is new about a value; offline nothing is noticed, so that it is afterwards. */
  #look(monitor: Watched): Notice | undefined {
    if (!this.station.isOnline || !this.#isMeant(monitor)) return undefined;
    const now = this.station.model.valueOf(monitor.variable);
    if (monitor.type === 'Delta') {
      const differs = isNumber(monitor.variable)
        ? Math.abs(Number(now) - Number(monitor.told)) >= monitor.value && now !== monitor.told
        : now !== monitor.told;
      return differs ? this.#notice(monitor, 'Delta') : undefined;
    }
    if (!isThreshold(monitor.type)) return undefined;
    const isBeyond =
      monitor.type === 'UpperThreshold' ? Number(now) > monitor.value : Number(now) < monitor.value;
    if (isBeyond === monitor.isBeyond) return undefined;
    monitor.isBeyond = isBeyond;
    return this.#notice(monitor, 'Alerting', !isBeyond);
  }

  #notice(monitor: Watched, trigger: Notice['trigger'], cleared = false): Notice {
    monitor.told = this.station.model.valueOf(monitor.variable);
    return { id: ++this.#lastNotice, monitor, actualValue: monitor.told, trigger, cleared };
  }

  #isMeant({ transaction, variable }: Monitor): boolean {
    const evses = this.station.evses.filter(({ id }) => (variable.evseId ?? id) === id);
    return !transaction || evses.some(({ session }) => session);
  }

  #report(notices: Notice[]): void {
    const told = notices.filter(({ monitor }) => monitor.severity <= this.level && this.#isMeant(monitor));
    if (told.length > 0 && this.station.isOnline) this.tell(told);
  }
}

/** A threshold within what the variable can be, a difference or a time that there can be (N04). */
function isSensible({ variable: { min, max }, type, value }: MonitorWish): boolean {
  if (isThreshold(type)) return value >= (min ?? -Infinity) && value <= (max ?? Infinity);
  return type === 'Delta' ? value >= 0 : value >= 1 && value <= dayS;
}
