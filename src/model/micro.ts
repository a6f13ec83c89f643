import { Big } from 'big.js';

/** More than a till ever sells at once, and few enough that sums stay exact. */
const MOST = new Big(1_000_000_000);

/**
 * A quantity in millionths, a whole number that is exact; null for one with more than six decimals or beyond a thousand million.
 */
export function toMicro(quantity: string): number | null {
  const value = new Big(quantity);
  if (value.abs().gt(MOST)) return null;
  const micro = value.times(1_000_000);
  // Adding 0 turns -0 into 0.
  return micro.eq(micro.round(0)) ? micro.toNumber() + 0 : null;
}

/** The quantity of so many millionths, in its shortest spelling: 1500000 is `1.5`. */
export function formatMicro(micro: bigint | number): string {
  return new Big(String(micro)).div(1_000_000).toFixed();
}
