import type { Json } from '../../../diff/json.js';
import { type FieldPath, parseFieldPath, readField } from '../../../model/field-path.js';
import type { HttpSettings } from '../schema.js';
import { type FieldName, itemWords, listWords, orderWords, paymentWords, type WordKind } from './words.js';

/** A word with the places where its value may stand. */
export interface ChartedWord {
  name: string;
  kind: WordKind;
  places: readonly { path: FieldPath; spelled: string }[];
}

/** Where everything of an order stands in the payloads of one profile. */
export interface Chart {
  order: readonly ChartedWord[];
  items: readonly ChartedWord[];
  payments: readonly ChartedWord[];
  lists: Readonly<Record<keyof typeof listWords, ChartedWord['places']>>;
}

/** What stands at the first of the places that has something, and where that is. */
export function readPlaces(from: Json, places: ChartedWord['places']): { value: Json; spelled: string } | null {
  for (const { path, spelled } of places) {
    const value = readField(from, path) ?? null;
    if (value !== null) return { value, spelled };
  }
  return null;
}

type Words = Readonly<Record<string, { kind: WordKind; spelled: readonly string[] }>>;

function createChart({ fields }: Pick<HttpSettings, 'fields'>): Chart {
  const placesOf = (name: FieldName, spelled: readonly string[]) => {
    const own = fields[name];
    return (own === undefined ? spelled : [own]).map((one) => ({ path: parseFieldPath(one), spelled: one }));
  };
  const chart = (words: Words, before: '' | 'OrderItems.' | 'CheckoutDetails.') =>
    Object.entries(words).map(([name, { kind, spelled }]) => ({
      name,
      kind,
      places: placesOf(`${before}${name}` as FieldName, spelled),
    }));
  return {
    order: chart(orderWords, ''),
    items: chart(itemWords, 'OrderItems.'),
    payments: chart(paymentWords, 'CheckoutDetails.'),
    lists: {
      OrderItems: placesOf('OrderItems', listWords.OrderItems),
      CheckoutDetails: placesOf('CheckoutDetails', listWords.CheckoutDetails),
    },
  };
}

// Settings stay in memory for many records; their paths are parsed once.
const charts = new WeakMap<object, Chart>();

/** The chart of a profile: its own places for the fields that it names, the usual spellings for the others. */
export function chartOf(settings: HttpSettings): Chart {
  const known = charts.get(settings) ?? createChart(settings);
  charts.set(settings, known);
  return known;
}

/** What stands in the payload under a word of the order; null when there is nothing. */
export function readWord(raw: Json, settings: HttpSettings, name: keyof typeof orderWords): Json {
  const word = chartOf(settings).order.find((one) => one.name === name);
  return word === undefined ? null : (readPlaces(raw, word.places)?.value ?? null);
}
