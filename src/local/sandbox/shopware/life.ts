import type { ShopwareShop } from './shop.js';

/** Runs something later and returns how to call it off. */
export type Schedule = (run: () => void, afterMs: number) => () => void;

/** What keeps a shop busy. */
export interface LifeOptions {
  shop: ShopwareShop;
  everyMs: number;
  /** The process's own timer unless a test drives one by hand. */
  schedule?: Schedule;
}

/** A shop's stream of events; once stopped, nothing happens in the shop any more. */
export interface ShopLife {
  stop(): void;
}

/** At every third beat places a new order, now and then changes a product or a customer, and else an earlier order, until stopped. */
export function startLife({ shop, everyMs, schedule = useTimer }: LifeOptions): ShopLife {
  let beats = 0;
  let isStopped = false;
  let callOff = (): void => {};
  const beat = (): void => {
    if (isStopped) return;
    beats += 1;
    happen(shop, beats);
    callOff = schedule(beat, everyMs);
  };
  callOff = schedule(beat, everyMs);
  return {
    stop: () => {
      isStopped = true;
      callOff();
    },
  };
}

function happen(shop: ShopwareShop, beats: number): void {
  if (beats % 3 === 1) shop.place();
  else if (beats % 24 === 12) shop.changeProduct();
  else if (beats % 24 === 0) shop.changeCustomer();
  else shop.change();
}

/** The timer does not keep the process alive. */
function useTimer(run: () => void, afterMs: number): () => void {
  const timer = setTimeout(run, afterMs);
  timer.unref();
  return () => clearTimeout(timer);
}
