import type { Broker } from '../../platform/broker/broker.js';
import type { Pool } from '../../platform/database/pool.js';
import { announce } from '../../platform/events/outbox.js';
import type { NewEvent } from '../../platform/events/station-event.js';
import { log, reason } from '../../platform/log.js';
import type { Settings } from '../../platform/settings.js';
import { someOrdered } from './order.js';
import { sendQueued } from './queue.js';

/** Sends the commands that wait: now and then, and at once when told of new ones. */
export interface Sender {
  /** Never twice at once; what is asked for while it sends is done right after. Never throws. */
  send(): Promise<void>;
  /** Announces events; where they order commands, these go out. */
  announce(events: NewEvent[]): void;
  /** Tells somebody more of what is announced. */
  alsoTell(heard: (events: NewEvent[]) => void): void;
}

export function openSender(pool: Pool, broker: Broker, settings: Pick<Settings, 'SECRET'>): Sender {
  let running: Promise<void> | undefined;
  let again = false;
  let heard: (events: NewEvent[]) => void = () => undefined;
  const turns = async () => {
    do {
      again = false;
      const more = await sendQueued(pool, broker, settings).catch((error) => {
        log.warn({ reason: reason(error) }, 'queued commands were not sent, the next round tries again');
        return false;
      });
      again ||= more;
    } while (again);
    running = undefined;
  };
  const send = () => {
    again = true;
    running ??= turns();
    return running;
  };
  return {
    send,
    announce(events) {
      announce(broker, events);
      if (someOrdered(events)) void send();
      heard(events);
    },
    alsoTell(somebody) {
      heard = somebody;
    },
  };
}
