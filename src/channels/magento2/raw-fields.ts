import { Big } from 'big.js';
import { getOwn, isJsonObject, type Json, type JsonObject } from '../../diff/json.js';
import { PipelineError } from '../../model/errors.js';

const NUMBER = /^-?\d{1,18}(\.\d+)?([eE][+-]?\d{1,2})?$/;
/** Magento keeps every decimal with four places; digits beyond them are float noise of its JSON encoder. */
const PLACES = 4;
const LIMIT = new Big('1e18');

function isAbsent(value: Json | undefined): boolean {
  return value === undefined || value === null;
}

/**
 * Reads the fields of one object of a Magento payload. A null is the same as an absent field, because Magento leaves nulls
 * out. A known field of a wrong shape is `mapping_failed` with its path; unknown fields are never looked at.
 */
export class RawFields {
  readonly #fields: JsonObject;
  readonly #path: string;

  constructor(fields: JsonObject, path: string) {
    this.#fields = fields;
    this.#path = path;
  }

  /** The fields of a whole payload. @throws `mapping_failed` when it is not an object */
  static of(raw: Json): RawFields {
    if (isJsonObject(raw)) return new RawFields(raw, '');
    throw new PipelineError('mapping_failed', 'The payload is not a JSON object', { path: '' });
  }

  /** The field as it stands; null when absent. */
  json(key: string): Json {
    return getOwn(this.#fields, key) ?? null;
  }

  /** The names of the fields that are neither absent nor null. */
  keys(): string[] {
    return Object.keys(this.#fields).filter((key) => !isAbsent(this.#fields[key]));
  }

  /** Text; a number or a flag is taken by its spelling. */
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

  /** A decimal from a number or from the text of one, at four places; null when absent or empty. */
  decimal(key: string): Big | null {
    const value = this.json(key);
    if (value === null || value === '') return null;
    const digits = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
    if (!NUMBER.test(digits)) throw this.#wrong(key, 'a decimal number');
    const decimal = new Big(digits).round(PLACES, Big.roundHalfUp);
    if (decimal.abs().gte(LIMIT)) throw this.#wrong(key, 'a decimal number below 10^18');
    return decimal;
  }

  /** An amount that is zero when it is absent. */
  amount(key: string): Big {
    return this.decimal(key) ?? new Big(0);
  }

  /** A flag as Magento spells it: `1`, `"1"` or `true`. */
  flag(key: string): boolean {
    const value = this.json(key);
    return value === 1 || value === '1' || value === true;
  }

  /** The object in this field. PHP spells an empty one `[]`, which is null here, as an absent one is. */
  object(key: string): RawFields | null {
    const value = this.json(key);
    if (value === null || (Array.isArray(value) && value.length === 0)) return null;
    if (!isJsonObject(value)) throw this.#wrong(key, 'an object');
    return new RawFields(value, this.#at(key));
  }

  /** The elements of the array in this field, empty when absent. PHP spells an array with gaps as an object. */
  elements(key: string): Json[] {
    const value = this.json(key);
    if (value === null) return [];
    if (Array.isArray(value)) return value;
    if (!isJsonObject(value)) throw this.#wrong(key, 'an array');
    return Object.values(value);
  }

  /** The objects of the array in this field, empty when absent. */
  objects(key: string): RawFields[] {
    return this.elements(key).map((element, index) => {
      if (isJsonObject(element)) return new RawFields(element, `${this.#at(key)}/${index}`);
      throw this.#wrong(`${key}/${index}`, 'an object');
    });
  }

  /** The failure of a field that must be there. */
  missing(key: string): PipelineError {
    return new PipelineError('mapping_failed', `${this.#at(key)} is missing`, { path: this.#at(key) });
  }

  #at(key: string): string {
    return `${this.#path}/${key}`;
  }

  #wrong(key: string, wanted: string): PipelineError {
    return new PipelineError('mapping_failed', `${this.#at(key)} is not ${wanted}`, { path: this.#at(key) });
  }
}
