import { type Beats, type Life, startBeats } from '../kit/life.js';
import type { Pos } from './pos.js';

/** Sells at most beats; now and then something is taken back, exchanged, refunded or voided, or a register was offline. */
export function startPosLife(pos: Pos, beats: Beats): Life {
  const others = [pos.refund, pos.takeBack, pos.exchange, pos.uploadLate, pos.reconnect, pos.void];
  return startBeats((beat) => {
    if (beat % 3 !== 0) pos.sell();
    else others[(beat / 3) % others.length]?.();
  }, beats);
}
