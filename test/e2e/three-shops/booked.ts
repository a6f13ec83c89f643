import { Big } from 'big.js';

/** Fields by their names, such as `grand` or `line 9 sku`; decimals without needless digits, instants in UTC. */
export type Told = Record<string, string | null>;

/** What a shop's own books say of a record; fields that they do not say are left out. */
export interface Booked {
  kind: 'order' | 'refund' | 'shipment' | 'invoice';
  id: string;
  /** What people call it. */
  name: string;
  told: Told;
  /** The kinds of rows that the books list all of, so that no other may be there. */
  rows: readonly ('line' | 'shipping' | 'payment')[];
}

/** A decimal of minor units. */
export function major(minor: number, decimals: number): string {
  return new Big(minor).div(new Big(10).pow(decimals)).toFixed();
}

/** A number of the books as a decimal; what is absent is nothing. */
export function plain(value: unknown): Big {
  return new Big(String(value ?? 0));
}

/** An instant in UTC, however it is spelt. */
export function instantOf(value: unknown): string | null {
  return value === null || value === undefined ? null : new Date(String(value)).toISOString();
}

/** The fields of a row, under its kind and its id. */
export function row(kind: string, id: string, fields: Told): Told {
  return Object.fromEntries(Object.entries({ id, ...fields }).map(([name, value]) => [`${kind} ${id} ${name}`, value]));
}

/** Whole divided by whole, rounded half away from zero, without any float. */
export function divided(dividend: number, divisor: number): number {
  const big = new Big(dividend).div(divisor);
  return Number(big.round(0, Big.roundHalfUp).toFixed());
}

/** The sum of whole minor units. */
export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
