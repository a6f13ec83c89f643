import { isJsonObject, type Json, type JsonObject } from '../src/diff/json.js';
import { createOrders } from './orders.js';
import { createRandom, type Random } from './random.js';

/** Two versions of a record that share no objects. */
export interface Pair {
  before: Json;
  after: Json;
}

/** What happens to an order between its two versions, and what the diff pays for there. */
export interface DiffCase {
  title: string;
  /** The reason to give where the case falls short. */
  cost: string;
  /** Changes an order, which is a copy of its own. */
  change(order: JsonObject, random: Random): JsonObject;
}

/** All that is measured. */
export const DIFF_CASES: readonly DiffCase[] = [
  {
    title: 'identical',
    cost: 'it asks of each key whether it is the object’s own, and of each element whether it has the same id',
    change: (order) => order,
  },
  {
    title: 'two fields changed',
    cost: 'the rest of the order is walked as if it were identical',
    change: (order) => ({ ...order, status: 'complete', lines: changeQuantity(linesOf(order)) }),
  },
  {
    title: 'line inserted first',
    cost: 'no line stands where it stood, so the lines are paired by id in a map',
    change: (order) => ({ ...order, lines: [{ ...linesOf(order)[0], id: 'new' }, ...linesOf(order)] }),
  },
  {
    title: 'line removed from the middle',
    cost: 'the lines behind it no longer stand where they stood, so the lines are paired by id in a map',
    change: (order) => ({ ...order, lines: linesOf(order).toSpliced(linesOf(order).length >> 1, 1) }),
  },
  {
    title: 'lines reordered',
    cost: 'the lines are paired by id in a map, and a line and its partner lie apart in memory',
    change: (order, random) => ({ ...order, lines: shuffle(linesOf(order), random) }),
  },
  {
    title: 'everything changed',
    cost: 'writing the operations is most of the time, their pointers are the same for all, and ours hold the value before as well',
    change: (order) => changeScalars(order) as JsonObject,
  },
];

/** So many different orders of so many lines, and what the change makes of each. */
export function createPairs(count: number, lines: number, change: DiffCase['change']): Pair[] {
  const random = createRandom(lines);
  return createOrders(count, { title: `${lines} lines`, lines }).map((order) => {
    const text = JSON.stringify(order);
    return { before: JSON.parse(text), after: JSON.parse(JSON.stringify(change(JSON.parse(text), random))) };
  });
}

function linesOf(order: JsonObject): JsonObject[] {
  return order.lines as JsonObject[];
}

function changeQuantity(lines: readonly JsonObject[]): JsonObject[] {
  const middle = lines.length >> 1;
  return lines.map((line, index) => (index === middle ? { ...line, quantity: '7' } : line));
}

function shuffle<T>(values: readonly T[], random: Random): T[] {
  const left = [...values];
  return values.map(() => left.splice(random.below(left.length), 1)[0] as T);
}

/** Another scalar for each scalar, but for the `id` by which an element of an array is known. */
function changeScalars(value: Json): Json {
  if (typeof value === 'string') return `${value}*`;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (value === null) return '*';
  if (Array.isArray(value)) return value.map(changeElement);
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, changeScalars(child)]));
}

function changeElement(element: Json): Json {
  const changed = changeScalars(element);
  if (!isJsonObject(element) || !isJsonObject(changed) || element.id === undefined) return changed;
  return { ...changed, id: element.id };
}
