/** Numbers, units and times as people of a language write them; pure, but for the time zone, which is the viewer's. */
export interface Format {
  number(value: number, digits?: number): string;
  /** W, as kW, or as MW where those are five digits. */
  power(watts: number | null | undefined): string;
  /** Wh, as kWh. */
  energy(wattHours: number | null | undefined): string;
  money(amount: number, currency: string): string;
  percent(value: number | null | undefined): string;
  milliseconds(value: number | null | undefined): string;
  bytes(value: number): string;
  time(at: string | Date | null | undefined): string;
  clock(at: string | Date | null | undefined): string;
  /** To the millisecond, for traces. */
  instant(at: string | Date | null | undefined): string;
  /** How long, in its two largest units. */
  duration(milliseconds: number): string;
  /** How long ago. */
  ago(at: string | null | undefined, now: number): string;
}

const none = '–';

export function formatFor(locale: string): Format {
  const number = (value: number, digits = 0) =>
    value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const unit = (value: number, name: string) =>
    value.toLocaleString(locale, { style: 'unit', unit: name, unitDisplay: 'narrow' });
  const dateTime = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, options);
    return (at: string | Date | null | undefined) => (at ? format.format(new Date(at)) : none);
  };
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
  return {
    number,
    power: (watts) => {
      if (watts == null) return none;
      const [value, unit] = watts < 1e7 ? [watts / 1e3, 'kW'] : [watts / 1e6, 'MW'];
      return `${number(value, 1)}\u202f${unit}`;
    },
    energy: (wattHours) => (wattHours == null ? none : `${number(wattHours / 1000, 2)}\u202fkWh`),
    money: (amount, currency) => amount.toLocaleString(locale, { style: 'currency', currency }),
    percent: (value) => (value == null ? none : (value / 100).toLocaleString(locale, { style: 'percent' })),
    milliseconds: (value) => (value == null ? none : `${number(value, value < 10 ? 1 : 0)}\u202fms`),
    bytes: (value) => (value < 1000 ? `${value}\u202fB` : `${number(value / 1000, 1)}\u202fkB`),
    time: dateTime({ dateStyle: 'medium', timeStyle: 'medium' }),
    clock: dateTime({ timeStyle: 'medium' }),
    instant: dateTime({
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
      hourCycle: 'h23',
    }),
    duration: (milliseconds) =>
      partsOf(milliseconds)
        .map(([value, name]) => unit(value, name))
        .join(' '),
    ago: (at, now) => {
      if (!at) return none;
      const [value, name] = partsOf(Math.max(0, now - Date.parse(at)))[0] ?? [0, 'second'];
      return relative.format(-value, name);
    },
  };
}

type Unit = 'day' | 'hour' | 'minute' | 'second';

/** The two largest units of a time; seconds where it is short. */
export function partsOf(milliseconds: number): [number, Unit][] {
  const units: [Unit, number][] = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
    ['second', 1000],
  ];
  const first = units.findIndex(([, size]) => milliseconds >= size);
  if (first < 0) return [[0, 'second']];
  let rest = milliseconds;
  return units.slice(first, first + 2).flatMap(([name, size], index): [number, Unit][] => {
    const value = Math.floor(rest / size);
    rest -= value * size;
    return value === 0 && index > 0 ? [] : [[value, name]];
  });
}
