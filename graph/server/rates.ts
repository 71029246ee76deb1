import { HeaderMap } from '@apollo/server';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Identity } from '../identity/identity.js';
import { failure } from './errors.js';

/** Bursts are welcome: the rate holds over so many seconds. */
const windowSeconds = 10;
/** Of one address; a program with a wrong token is told so often, and no more, in a minute. */
const mostRefusals = 120;

/** How often somebody may ask. Each throws RATE_LIMITED, with the time to wait. Counted in each process by itself. */
export interface Rates {
  /** An operation of whoever it is. */
  operation(identity: Identity): Promise<void>;
  /** A look at a token that an address sends, before it is known whether it is one. */
  attempt(address: string): Promise<void>;
  /** It was none. */
  refused(address: string): Promise<void>;
}

/** @param perSecond operations of one token; 0: no limit */
export function rates(perSecond: number): Rates {
  const operations = new RateLimiterMemory({ points: perSecond * windowSeconds, duration: windowSeconds });
  const refusals = new RateLimiterMemory({ points: mostRefusals, duration: 60 });
  return {
    async operation({ userId, name }) {
      if (perSecond === 0) return;
      const why = `more than ${perSecond} operations a second, over ${windowSeconds} seconds`;
      await operations.consume(userId ?? name).catch((refusal) => refuse(refusal, why));
    },
    async attempt(address) {
      const past = await refusals.get(address);
      if (past && past.consumedPoints > mostRefusals) refuse(past, 'too many tokens that are not valid');
    },
    async refused(address) {
      await refusals.consume(address).catch(() => undefined);
    },
  };
}

function refuse(refusal: unknown, why: string): never {
  if (!(refusal instanceof RateLimiterRes)) throw refusal;
  const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
  const headers = new HeaderMap([['retry-after', String(seconds)]]);
  throw failure('RATE_LIMITED', `${why}; try again in ${seconds} s`, {
    retryAfterSeconds: seconds,
    http: { status: 429, headers },
  });
}
