import { Big } from 'big.js';
import { getOwn, isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';

const NUMBER = /^-?\d{1,18}(\.\d+)?([eE][+-]?\d{1,3})?$/;
const LIMIT = new Big('1e18');

/**
 * Reads the fields of one object of a Shopware payload. A null is the same as an absent field, because an association that is not
 * loaded is null. A known field of a wrong shape is `mapping_failed` with its path; unknown fields are never looked at.
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

  /** Whether the field was given at all. */
  has(key: string): boolean {
    return this.json(key) !== null;
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

  /** The name in the language that was asked for, or the one of the field itself. */
  translated(key: string): string | null {
    const translations = this.json('translated');
    const value = isJsonObject(translations) ? getOwn(translations, key) : null;
    return typeof value === 'string' && value.trim() !== '' ? value : this.filledText(key);
  }

  /** A decimal from a number or from the text of one, by all of its digits; null when absent or empty. */
  decimal(key: string): Big | null {
    const value = this.json(key);
    if (value === null || value === '') return null;
    const digits = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
    if (!NUMBER.test(digits)) throw this.#wrong(key, 'a decimal number');
    const decimal = new Big(digits);
    if (decimal.abs().gte(LIMIT)) throw this.#wrong(key, 'a decimal number below 10^18');
    return decimal;
  }

  /** Whether the flag is set. */
  flag(key: string): boolean {
    return this.json(key) === true;
  }

  /** The object in this field. PHP spells an empty one `[]`, which is null here, as an absent one is. */
  object(key: string): RawFields | null {
    const value = this.json(key);
    if (value === null || (Array.isArray(value) && value.length === 0)) return null;
    if (!isJsonObject(value)) throw this.#wrong(key, 'an object');
    return new RawFields(value, this.#at(key));
  }

  /** The objects of the list in this field, empty when absent. PHP spells a list with keys as an object. */
  objects(key: string): RawFields[] {
    return this.#elements(key).map((element, index) => {
      if (isJsonObject(element)) return new RawFields(element, `${this.#at(key)}/${index}`);
      throw this.#wrong(`${key}/${index}`, 'an object');
    });
  }

  /** The texts of the list in this field; what is no text is left out. */
  texts(key: string): string[] {
    return this.#elements(key).filter((one) => typeof one === 'string');
  }

  /** The entries of the object in this field, without those that are null. */
  entries(key: string): [string, Json][] {
    const value = this.json(key);
    return isJsonObject(value) ? Object.entries(value).filter(([, one]) => one !== null) : [];
  }

  /** The failure of a field that must be there. */
  missing(key: string): PipelineError {
    return new PipelineError('mapping_failed', `${this.#at(key)} is missing`, { path: this.#at(key) });
  }

  #elements(key: string): Json[] {
    const value = this.json(key);
    if (value === null) return [];
    if (Array.isArray(value)) return value;
    if (!isJsonObject(value)) throw this.#wrong(key, 'a list');
    return Object.values(value);
  }

  #at(key: string): string {
    return `${this.#path}/${key}`;
  }

  #wrong(key: string, wanted: string): PipelineError {
    return new PipelineError('mapping_failed', `${this.#at(key)} is not ${wanted}`, { path: this.#at(key) });
  }
}
