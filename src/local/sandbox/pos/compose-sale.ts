import { divideRounded } from '../kit/round-exactly.js';
import type { SeededRandom } from '../kit/seeded-random.js';
import { catalog } from './catalog.js';
import { type BookLine, type BookTender, type SaleBook, totalOf } from './sale-book.js';

/** Percent of tax that prices hold. */
export const TAX_PERCENT = 15;

const CASH_STEP = 5;
const SMALLEST_NOTE = 1_000;
const CASH: Omit<BookTender, 'amount'> = { type: 'Cash', mode: 1, reference: null };

/** What a receipt is made of, before the server has it. */
export type Composed = Pick<SaleBook, 'kind' | 'lines' | 'tax' | 'grand' | 'rounding' | 'tenders' | 'change'>;

function composeLine(random: SeededRandom, index: number, sign: 1 | -1): BookLine {
  const item = random.pick(catalog);
  const quantity = sign * random.integer(1, 3);
  const discount = random.chance(0.2) ? divideRounded(quantity * item.price, 10) : 0;
  return { lineId: String(index + 1), ...item, quantity, discount };
}

function cardTender(random: SeededRandom, amount: number): BookTender {
  const type = random.pick(['Card', 'Visa', 'Tabby']);
  return {
    type,
    mode: { Card: 2, Visa: 3, Tabby: 5 }[type] ?? 2,
    amount,
    reference: `T${random.integer(100_000, 999_999)}`,
  };
}

/** Cash is handed over in whole notes, of a total that is rounded; the rest is change. */
function payInCash(random: SeededRandom, grand: number): Pick<Composed, 'rounding' | 'tenders' | 'change'> {
  const owed = divideRounded(grand, CASH_STEP) * CASH_STEP;
  const exact = random.chance(0.3);
  const handed = exact ? owed : Math.ceil(owed / SMALLEST_NOTE) * SMALLEST_NOTE;
  const tenders = handed === 0 ? [] : [{ ...CASH, amount: handed }];
  return { rounding: owed - grand, tenders, change: handed - owed };
}

function pay(random: SeededRandom, grand: number): Pick<Composed, 'rounding' | 'tenders' | 'change'> {
  const plain = { rounding: 0, change: 0 };
  if (grand === 0) return { ...plain, tenders: [] };
  if (grand < 0)
    return { ...plain, tenders: [random.chance(0.5) ? { ...CASH, amount: grand } : cardTender(random, grand)] };
  const how = random.next();
  if (how < 0.45) return payInCash(random, grand);
  if (how < 0.75) return { ...plain, tenders: [cardTender(random, grand)] };
  const part = random.integer(1, grand);
  const first: BookTender =
    how < 0.9 ? { ...CASH, amount: part } : { type: 'Gift Card', mode: 4, amount: part, reference: 'GC-7' };
  // A register also sends the tenders that were not used.
  return { ...plain, tenders: [first, cardTender(random, grand - part)] };
}

function settle(random: SeededRandom, kind: SaleBook['kind'], lines: BookLine[]): Composed {
  const grand = totalOf(lines);
  const tax = divideRounded(grand * TAX_PERCENT, 100 + TAX_PERCENT);
  return { kind, lines, tax, grand, ...pay(random, grand) };
}

/** Makes up a sale, with one tender or several. */
export function composeSale(random: SeededRandom): Composed {
  const lines = Array.from({ length: random.integer(1, 4) }, (_, index) => composeLine(random, index, 1));
  return settle(random, 'sale', lines);
}

function takenBack(line: BookLine): BookLine {
  return { ...line, quantity: -line.quantity, discount: -line.discount };
}

/** Takes all of a sale back, by its own id. */
export function composeRefund(random: SeededRandom, sale: SaleBook): Composed {
  return settle(random, 'refund', sale.lines.map(takenBack));
}

/** Takes the first line of a sale back, as a receipt of its own. */
export function composeReturn(random: SeededRandom, sale: SaleBook): Composed {
  return settle(random, 'return', sale.lines.slice(0, 1).map(takenBack));
}

/** Takes the first line of a sale back for something else: one receipt with mixed signs. */
export function composeExchange(random: SeededRandom, sale: SaleBook): Composed {
  return settle(random, 'exchange', [...sale.lines.slice(0, 1).map(takenBack), composeLine(random, 1, 1)]);
}
