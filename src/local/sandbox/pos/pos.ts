import { createSeededRandom, type SeededRandom } from '../kit/seeded-random.js';
import { type Composed, composeExchange, composeRefund, composeReturn, composeSale } from './compose-sale.js';
import type { SaleBook } from './sale-book.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const REGISTERS = ['R1', 'R2', 'R3'] as const;

/** What a POS is opened with; the same seed gives the same books. */
export interface PosOptions {
  seed: number;
  /** How many sales it has had within the last days. */
  sales: number;
  apiKey: string;
  now(): Date;
  currency?: string;
  /** In which zone its registers tell the time. */
  zone?: string;
}

/** The server of a chain of registers, and its books. */
export interface Pos {
  readonly apiKey: string;
  readonly currency: string;
  readonly zone: string;
  now(): Date;
  /** Every receipt, in the order in which the server had it last. */
  books(): readonly SaleBook[];
  /** The receipts of an order by its id: the sale, and its refund. */
  find(orderId: string): readonly SaleBook[];
  sell(): SaleBook;
  /** A register that was offline sends a sale of an earlier business day. */
  uploadLate(hours?: number): SaleBook;
  /** A register that was cut off sends again what it does not know to have been taken; nothing in it has changed. */
  reconnect(): SaleBook | null;
  refund(orderId?: string): SaleBook | null;
  takeBack(orderId?: string): SaleBook | null;
  exchange(orderId?: string): SaleBook | null;
  void(orderId?: string): SaleBook | null;
}

class Books implements Pos {
  readonly apiKey: string;
  readonly currency: string;
  readonly zone: string;
  readonly #random: SeededRandom;
  readonly #now: () => Date;
  #books: SaleBook[] = [];
  #version = 0;
  #number = 0;

  constructor({ seed, sales, apiKey, now, currency = 'SAR', zone = 'Asia/Riyadh' }: PosOptions) {
    this.apiKey = apiKey;
    this.currency = currency;
    this.zone = zone;
    this.#now = now;
    this.#random = createSeededRandom(seed);
    for (let left = sales; left > 0; left -= 1) {
      const at = new Date(now().getTime() - left * 7 * MINUTE_MS);
      this.#book(composeSale(this.#random), at, at);
    }
  }

  now = () => this.#now();

  books = () => this.#books;

  find = (orderId: string) => this.#books.filter((one) => one.orderId === orderId);

  sell = () => this.#book(composeSale(this.#random), this.#now(), this.#now());

  uploadLate = (hours = 40) => {
    const soldAt = new Date(this.#now().getTime() - hours * HOUR_MS);
    return this.#book(composeSale(this.#random), soldAt, this.#now());
  };

  reconnect = () => {
    const sale = this.#choose();
    return sale === null ? null : this.#receive(sale);
  };

  refund = (orderId?: string) => {
    const sale = this.#choose(orderId, (one) => this.find(one.orderId).length === 1);
    return sale === null ? null : this.#bookFor(sale, composeRefund(this.#random, sale), sale.orderId);
  };

  takeBack = (orderId?: string) => {
    const sale = this.#choose(orderId);
    return sale === null ? null : this.#bookFor(sale, composeReturn(this.#random, sale));
  };

  exchange = (orderId?: string) => {
    const sale = this.#choose(orderId);
    return sale === null ? null : this.#bookFor(sale, composeExchange(this.#random, sale));
  };

  void = (orderId?: string) => {
    const sale = this.#choose(orderId, (one) => this.find(one.orderId).length === 1);
    if (sale === null) return null;
    Object.assign(sale, { voided: true, tenders: [], change: 0, rounding: 0 });
    return this.#receive(sale);
  };

  /** A sale that stands, by its id or any. */
  #choose(orderId?: string, isFit: (sale: SaleBook) => boolean = () => true): SaleBook | null {
    const fit = this.#books.filter(
      (one) => one.kind === 'sale' && !one.voided && (orderId === undefined || one.orderId === orderId) && isFit(one),
    );
    return fit.length === 0 ? null : this.#random.pick(fit);
  }

  #bookFor(sale: SaleBook, composed: Composed, orderId?: string): SaleBook {
    const book = this.#book(composed, this.#now(), this.#now(), orderId);
    book.originalOrderId = orderId === undefined ? sale.orderId : null;
    return book;
  }

  #book(composed: Composed, soldAt: Date, receivedAt: Date, orderId?: string): SaleBook {
    this.#number += 1;
    const registerId = this.#random.pick(REGISTERS);
    const number = String(this.#number).padStart(5, '0');
    const book: SaleBook = {
      ...composed,
      orderId: orderId ?? `${registerId}-${number}`,
      receipt: `${registerId}/${number}`,
      voided: false,
      registerId,
      originalOrderId: null,
      soldAt,
      receivedAt,
      version: 0,
    };
    return this.#receive(book, receivedAt);
  }

  #receive(book: SaleBook, at = this.#now()): SaleBook {
    this.#version += 1;
    book.version = this.#version;
    book.receivedAt = at;
    this.#books = [...this.#books.filter((one) => one !== book), book];
    return book;
  }
}

/** Opens a POS with the sales of its last days. */
export function createPos(options: PosOptions): Pos {
  return new Books(options);
}
