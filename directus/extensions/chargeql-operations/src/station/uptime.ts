/** A time in which a station was connected; `to` is null while it still is. */
export interface Connected {
  openedAt: string;
  closedAt: string | null;
}

/** A part of the window, from 0 to 1. */
export interface Stretch {
  from: number;
  to: number;
}

/** The parts of a window in which the station was connected, in order and merged: a takeover overlaps. */
export function uptimeIn(connections: readonly Connected[], begin: number, end: number): Stretch[] {
  const place = (at: number) => Math.min(1, Math.max(0, (at - begin) / (end - begin)));
  const stretches = connections
    .map(({ openedAt, closedAt }) => ({
      from: place(Date.parse(openedAt)),
      to: place(closedAt === null ? end : Date.parse(closedAt)),
    }))
    .filter(({ from, to }) => to > from)
    .sort((a, b) => a.from - b.from);
  const merged: Stretch[] = [];
  for (const each of stretches) {
    const last = merged.at(-1);
    if (last && each.from <= last.to) last.to = Math.max(last.to, each.to);
    else merged.push(each);
  }
  return merged;
}

export const shareOf = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { from, to }) => sum + to - from, 0);
