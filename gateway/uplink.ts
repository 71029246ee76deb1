import type { Broker } from '../platform/broker/broker.js';
import type {
  Admission,
  Answer,
  InboundCall,
  Opening,
  Upstream,
  UpstreamItem,
} from '../platform/broker/messages.js';
import { batchItems, callSeconds } from '../platform/ops/metrics.js';

/** More items make one message too heavy to share out among handlers. */
const mostItems = 256;
/** What may wait while the broker is away, beside the calls, which wait with their stations. */
const bound = 200_000;

const mostTurnedAway = 10_000;

export type Reply = Answer | Admission;

interface Pending {
  item: InboundCall | Opening;
  deadline: number;
  settle(reply: Reply | undefined): void;
}

/**
 * The way from this gateway to the handlers. All items of one turn of the event loop go as one message, so a busy
 * gateway sends few large ones and a quiet one waits for nothing. Whoever asks gets the reply, or undefined
 * when none came in time.
 */
export class Uplink {
  #items: UpstreamItem[] = [];
  #scheduled = false;
  #pending = new Map<number, Pending>();
  #lastTicket = 0;
  /** Openings that nobody waits for any more: ticket and station. */
  #turnedAway = new Map<number, string>();

  constructor(
    readonly gateway: string,
    readonly broker: Broker,
    /** How long the reply to a call and to an opening is waited for, ms. */
    readonly patience: { callMs: number; openMs: number },
  ) {
    broker.onReturn(() => this.#resume());
  }

  /** How many wait for a reply. */
  get waiting(): number {
    return this.#pending.size;
  }

  tell(item: UpstreamItem): void {
    if (this.#items.length >= bound) this.#items.shift();
    this.#items.push(item);
    this.#schedule();
  }

  /** Sends an item that wants a reply; `settle` is called once. */
  ask(item: InboundCall | Opening, settle: Pending['settle']): void {
    item.ticket = ++this.#lastTicket;
    const patience = item.kind === 'open' ? this.patience.openMs : this.patience.callMs;
    this.#pending.set(item.ticket, { item, settle, deadline: Date.now() + patience });
    this.#items.push(item);
    this.#schedule();
  }

  settle(reply: Reply): void {
    const pending = this.#pending.get(reply.ticket);
    // A handler that died after committing is followed by another one's answer to the same call.
    if (!pending) return this.#late(reply);
    this.#pending.delete(reply.ticket);
    callSeconds.in.observe((Date.now() - pending.item.at) / 1000);
    pending.settle(reply);
  }

  /** A station let in after it was told to try again later is not here. */
  #late(reply: Reply): void {
    const station = this.#turnedAway.get(reply.ticket);
    if (station === undefined || !('admitted' in reply)) return;
    this.#turnedAway.delete(reply.ticket);
    if (!reply.admitted) return;
    const { epoch } = reply;
    this.tell({ kind: 'close', station, epoch, at: Date.now(), reason: 'let in too late' });
  }

  /** Gives up on what waited too long. */
  expire(now: number): void {
    for (const [ticket, pending] of this.#pending) {
      if (pending.deadline > now) continue;
      this.#pending.delete(ticket);
      if (pending.item.kind === 'open') this.#turnAway(pending.item);
      pending.settle(undefined);
    }
  }

  #turnAway({ ticket, station }: Opening): void {
    if (this.#turnedAway.size >= mostTurnedAway) this.#turnedAway.clear();
    this.#turnedAway.set(ticket, station);
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.flush();
    });
  }

  flush(): void {
    while (this.#items.length > 0) {
      const items = this.#items.length <= mostItems ? this.#items : this.#items.slice(0, mostItems);
      const message: Upstream = { gateway: this.gateway, items };
      if (!this.broker.send('station.messages', JSON.stringify(message))) return;
      batchItems.uplink.observe(items.length);
      this.#items = this.#items.length <= mostItems ? [] : this.#items.slice(mostItems);
    }
  }

  /** What was under way when the broker went is sent again: handlers take a repeated call as one. */
  #resume(): void {
    const queued = new Set(this.#items);
    for (const { item } of this.#pending.values()) if (!queued.has(item)) this.#items.push(item);
    this.flush();
  }
}
