import { isJsonObject, type Json } from '../../../diff/json.js';
import { type ChartedWord, chartOf, readPlaces } from '../orders/chart.js';
import type { HttpSettings } from '../schema.js';

/** Which fields of some orders are read, and which are not looked at. */
export interface RecognisedFields {
  recognised: string[];
  unknown: string[];
  /** Words without which an order cannot be booked, and that none of the orders has. */
  missing: string[];
}

/** Each needs the words behind it, at least once. */
const NEEDED = ['OrderItems', 'OrderItems.Price', 'OrderItems.Quantity', 'GrandTotal', 'OrderDate'];

class Found {
  readonly recognised = new Set<string>();
  readonly words = new Set<string>();
  readonly unknown = new Set<string>();

  look(value: Json, words: readonly ChartedWord[], list: string): void {
    if (!isJsonObject(value)) return;
    const before = list === '' ? '' : `${list}[].`;
    const known = new Set<string>();
    for (const word of words) {
      const found = readPlaces(value, word.places);
      for (const place of word.places) known.add(firstKey(place.spelled));
      if (found === null) continue;
      this.recognised.add(`${before}${found.spelled}`);
      this.words.add(word.name);
    }
    for (const key of Object.keys(value)) if (!known.has(key)) this.unknown.add(`${before}${key}`);
  }
}

function firstKey(spelled: string): string {
  return spelled.split(/[.[]/, 1)[0] ?? spelled;
}

const behind = (words: readonly ChartedWord[], list: string) =>
  words.map((word) => ({ ...word, name: `${list}.${word.name}` }));

/** Holds orders against the names that the profile knows. */
export function recogniseFields(orders: readonly Json[], settings: HttpSettings): RecognisedFields {
  const chart = chartOf(settings);
  const lists = Object.entries(chart.lists).map(([name, places]): ChartedWord => ({ name, kind: 'text', places }));
  const found = new Found();
  for (const order of orders) {
    found.look(order, [...chart.order, ...lists], '');
    for (const [name, words] of [
      ['OrderItems', chart.items],
      ['CheckoutDetails', chart.payments],
    ] as const) {
      const list = readPlaces(order, chart.lists[name]);
      for (const element of Array.isArray(list?.value) ? list.value : []) {
        found.look(element, behind(words, name), list?.spelled ?? name);
      }
    }
  }
  return {
    recognised: [...found.recognised].sort(),
    unknown: [...found.unknown].sort(),
    missing: NEEDED.filter((name) => !found.words.has(name)),
  };
}

/** Names for a message: some of them, and how many more there are. */
export function someOf(names: readonly string[], most = 15): string {
  const shown = names.slice(0, most).map((name) => name.slice(0, 60));
  return names.length > most ? `${shown.join(', ')} and ${names.length - most} more` : shown.join(', ');
}
