import type { ShopifyShop } from './shop.js';

/** Runs something later and returns how to call it off. */
export type Schedule = (run: () => void, afterMs: number) => () => void;

/** What keeps a shop busy. */
export interface LifeOptions {
  shop: ShopifyShop;
  everyMs: number;
  /** The process's own timer unless a test drives one by hand. */
  schedule?: Schedule;
}

/** A shop's stream of events; once stopped, nothing happens in the shop any more. */
export interface ShopLife {
  stop(): void;
}

/** Places an order at every third beat, changes a customer or a product at every tenth, and an order at the others, until stopped. */
export function startLife({ shop, everyMs, schedule = useTimer }: LifeOptions): ShopLife {
  let beats = 0;
  let isStopped = false;
  let callOff = (): void => {};
  const beat = (): void => {
    if (isStopped) return;
    beats += 1;
    if (beats % 20 === 0) shop.changeProduct();
    else if (beats % 10 === 0) shop.changeCustomer();
    else if (beats % 3 === 1) shop.place();
    else shop.change();
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

/** The timer does not keep the process alive. */
function useTimer(run: () => void, afterMs: number): () => void {
  const timer = setTimeout(run, afterMs);
  timer.unref();
  return () => clearTimeout(timer);
}
