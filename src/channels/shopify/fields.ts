import { Big } from 'big.js';
import { getOwn, isJsonObject, type Json, type JsonObject } from '../../diff/json.js';
import { PipelineError } from '../../model/errors.js';

const NUMBER = /^-?\d{1,18}(\.\d{1,12})?$/;

/** One of the two amounts that Shopify states for everything: in the shop's currency, or in the customer's. */
export type MoneySet = 'shop' | 'presentment';

/** The rows of a list: a plain array, or a connection by its nodes or edges; null when it was not given. */
function rowsOf(value: Json): Json[] | null {
  if (Array.isArray(value)) return value;
  if (!isJsonObject(value)) return null;
  if (Array.isArray(value.nodes)) return value.nodes;
  if (!Array.isArray(value.edges)) return null;
  return value.edges.map((edge) => (isJsonObject(edge) ? (edge.node ?? null) : null));
}

/**
 * Reads the fields of one object of Shopify's GraphQL interface. A null is the same as a field that was not asked for. A known field
 * of a wrong shape is `mapping_failed` with its path; unknown fields are never looked at.
 */
export class Fields {
  readonly #fields: JsonObject;
  readonly #path: string;

  constructor(fields: JsonObject, path: string) {
    this.#fields = fields;
    this.#path = path;
  }

  /** The fields of a whole payload. @throws `mapping_failed` when it is not an object */
  static of(raw: Json): Fields {
    if (isJsonObject(raw)) return new Fields(raw, '');
    throw new PipelineError('mapping_failed', 'The payload is not a JSON object', { path: '' });
  }

  /** The field as it stands; null when absent. */
  json(key: string): Json {
    return getOwn(this.#fields, key) ?? null;
  }

  /** Whether the field was given at all. */
  has(key: string): boolean {
    return this.json(key) !== null;
  }

  /** Text; a number is taken by its spelling. */
  text(key: string): string | null {
    const value = this.json(key);
    if (value === null || typeof value === 'string') return value;
    if (typeof value === 'object') throw this.#wrong(key, 'text');
    return String(value);
  }

  /** Text that says something: null when it is empty. */
  filledText(key: string): string | null {
    const value = this.text(key);
    return value === null || value.trim() === '' ? null : value;
  }

  /** A decimal from a number or from the text of one; null when absent. */
  decimal(key: string): Big | null {
    const value = this.json(key);
    return value === null ? null : this.#toDecimal(value, key);
  }

  /** Whether the flag is set. */
  flag(key: string): boolean {
    return this.json(key) === true;
  }

  /** The object in this field; null when absent. */
  object(key: string): Fields | null {
    const value = this.json(key);
    if (value === null) return null;
    if (!isJsonObject(value)) throw this.#wrong(key, 'an object');
    return new Fields(value, this.#at(key));
  }

  /** The objects of the list or the connection in this field; null when it was not given. */
  list(key: string): Fields[] | null {
    const rows = rowsOf(this.json(key));
    if (rows === null) {
      if (this.has(key)) throw this.#wrong(key, 'a list');
      return null;
    }
    return rows.map((row, index) => {
      if (isJsonObject(row)) return new Fields(row, `${this.#at(key)}/${index}`);
      throw this.#wrong(`${key}/${index}`, 'an object');
    });
  }

  /** The same, empty when it was not given. */
  rows(key: string): Fields[] {
    return this.list(key) ?? [];
  }

  /** The texts of a list, such as tags. */
  texts(key: string): string[] {
    const value = this.json(key);
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  }

  /** One amount of the pair in this field; null when it was not given. */
  money(key: string, set: MoneySet): Big | null {
    const bag = this.object(key);
    const one = bag?.json(set === 'shop' ? 'shopMoney' : 'presentmentMoney');
    if (!isJsonObject(one ?? null)) return null;
    const amount = (one as JsonObject).amount ?? null;
    return amount === null ? null : this.#toDecimal(amount, key);
  }

  /** The same, zero when it was not given. */
  amount(key: string, set: MoneySet): Big {
    return this.money(key, set) ?? new Big(0);
  }

  /** The currency of one amount of the pair in this field. */
  currencyOf(key: string, set: MoneySet): string | null {
    return (
      this.object(key)
        ?.object(set === 'shop' ? 'shopMoney' : 'presentmentMoney')
        ?.text('currencyCode') ?? null
    );
  }

  /** The failure of a field that must be there. */
  missing(key: string): PipelineError {
    return new PipelineError('mapping_failed', `${this.#at(key)} is missing`, { path: this.#at(key) });
  }

  #toDecimal(value: Json, key: string): Big {
    const digits = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
    if (!NUMBER.test(digits)) throw this.#wrong(key, 'a decimal number');
    return new Big(digits);
  }

  #at(key: string): string {
    return `${this.#path}/${key}`;
  }

  #wrong(key: string, wanted: string): PipelineError {
    return new PipelineError('mapping_failed', `${this.#at(key)} is not ${wanted}`, { path: this.#at(key) });
  }
}

/** The exact sum of amounts. */
export function sumOf(amounts: readonly Big[]): Big {
  return amounts.reduce((sum, amount) => sum.plus(amount), new Big(0));
}
