import { createSeededRandom } from '../../../src/local/sandbox/kit/seeded-random.js';
import type { Run } from '../../../src/model/run.js';

/** A fault that every sandbox shop knows. */
export type SharedFault =
  | { kind: 'status'; status: 429 | 500 | 502 | 503; retryAfterSeconds?: number }
  | { kind: 'reset' }
  | { kind: 'cut' }
  | { kind: 'delay'; delayMs: number };

/** What a shop can be made to do wrong. */
export interface Hurtable {
  name: string;
  /** The next requests meet the fault. */
  failNext(count: number, fault: SharedFault): void;
  /** How many requests are still to meet a fault. */
  pending(): number;
  /** Shows a page of HTML with status 200 for a moment. */
  showLogin(): void;
  /** A fault that only this kind of shop has, and that its client gets over. */
  ownFault(): void;
}

/** A fault as it was injected, and the error of a run that it may lead to. */
interface Injected {
  shop: string;
  atMs: number;
  code: string;
}

const MILD: readonly (readonly [SharedFault, code: string])[] = [
  [{ kind: 'delay', delayMs: 600 }, 'none'],
  [{ kind: 'status', status: 429, retryAfterSeconds: 1 }, 'channel_throttled'],
  [{ kind: 'cut' }, 'channel_unavailable'],
  [{ kind: 'status', status: 503 }, 'channel_unavailable'],
  [{ kind: 'delay', delayMs: 300 }, 'none'],
  [{ kind: 'reset' }, 'channel_unavailable'],
  [{ kind: 'status', status: 502 }, 'channel_unavailable'],
  [{ kind: 'status', status: 429 }, 'channel_throttled'],
  [{ kind: 'status', status: 500 }, 'channel_unavailable'],
];
/** More failures in a row than a client bears. */
const OUTAGE = 4;
/** A fault waits for a request, and a run that meets it has its tries before it ends: on a busy machine that takes a while. */
const LATE_MS = 60_000;

/** What goes wrong in shops that live: mostly what a client gets over, now and then what ends a run. */
export interface Injection {
  /** Whether a fault explains that the run of this shop ended with an error. */
  explains(shop: string, run: Run): boolean;
  /** How many faults there were so far. */
  count(): number;
  stop(): void;
}

/**
 * Makes something go wrong in each of the shops at every beat, until stopped. What ends a run comes in the first `hardMs` only: a record
 * that a webhook named is asked for again a minute or two later.
 */
export function injectFaults(shops: readonly Hurtable[], everyMs: number, hardMs: number): Injection {
  const random = createSeededRandom(5);
  const injected: Injected[] = [];
  const hardUntil = Date.now() + hardMs;
  let beats = 0;
  const note = (shop: Hurtable, code: string) => injected.push({ shop: shop.name, atMs: Date.now(), code });
  const hurt = (shop: Hurtable, turn: number): void => {
    const isHard = Date.now() < hardUntil;
    if (isHard && turn % 13 === 6) {
      shop.failNext(OUTAGE, { kind: 'status', status: 503 });
      note(shop, 'channel_unavailable');
    } else if (isHard && turn % 13 === 12) {
      shop.showLogin();
      note(shop, 'channel_page_invalid');
    } else if (turn % 13 === 9) {
      shop.ownFault();
      note(shop, 'none');
    } else {
      const [fault, code] = random.pick(MILD);
      shop.failNext(1, fault);
      note(shop, code);
    }
  };
  const timer = setInterval(() => {
    beats += 1;
    // Each shop is at another place of the plan.
    for (const [index, shop] of shops.entries()) if (shop.pending() === 0) hurt(shop, beats + index * 4);
  }, everyMs);
  return {
    explains: (shop, { error, startedAt, finishedAt }) => {
      const [from, until] = [Date.parse(startedAt) - LATE_MS, Date.parse(finishedAt ?? startedAt)];
      return injected.some(
        (one) => one.shop === shop && one.code === error?.code && one.atMs >= from && one.atMs <= until,
      );
    },
    count: () => injected.length,
    stop: () => clearInterval(timer),
  };
}
