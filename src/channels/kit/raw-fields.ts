import { Big } from 'big.js';
import { getOwn, isJsonObject, type Json, type JsonObject } from '../../diff/json.js';
import { escapeToken } from '../../diff/pointer.js';
import { isDecimal } from '../../model/decimal.js';
import { PipelineError } from '../../model/errors.js';
import { type TransformOptions, transformValue } from '../../model/field-transform.js';
import { parseDecimal } from '../../model/parse-decimal.js';

const LIMIT = new Big('1e18');

/** How a system spells what JSON leaves open, and what an amount and an instant mean that say too little. */
export interface Spelling extends Pick<TransformOptions, 'thousands' | 'zone' | 'epoch'> {
  /** As PHP writes JSON: no object is `[]`, a list with gaps an object, a flag `1` or `"1"`, and no number an empty text. */
  php?: boolean;
  /** Numbers are plain: at most 18 digits before and 12 after the point, and one with an exponent is wrong. */
  plain?: boolean;
  /** The decimal places that count: the digits beyond are float noise and are rounded away. All count where absent. */
  places?: number;
  /** The rows of a list that is no plain array; null when the value is none. */
  rows?(value: Json): Json[] | null;
}

function failure(path: string, why: string): PipelineError {
  return new PipelineError('mapping_failed', `${path} ${why}`, { path });
}

/**
 * Reads the fields of one object of a payload. A null is the same as an absent field. A known field of a wrong shape is
 * `mapping_failed` with its JSON Pointer; unknown fields are never looked at.
 */
export class RawFields {
  readonly #fields: JsonObject;
  readonly #spelling: Spelling;
  readonly #path: string;

  constructor(fields: JsonObject, spelling: Spelling = {}, path = '') {
    this.#fields = fields;
    this.#spelling = spelling;
    this.#path = path;
  }

  /** The fields of a whole payload. @throws `mapping_failed` when it is not an object */
  static of(raw: Json, spelling: Spelling = {}): RawFields {
    if (isJsonObject(raw)) return new RawFields(raw, spelling);
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

  /** The names of the fields that were given. */
  keys(): string[] {
    return Object.keys(this.#fields).filter((key) => this.has(key));
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

  /** A decimal from a number or from the text of one, by all of its digits that count; null when absent. */
  decimal(key: string): Big | null {
    const value = this.json(key);
    if (value === null || (value === '' && this.#spelling.php)) return null;
    const { thousands, plain, places } = this.#spelling;
    const exact = parseDecimal(value, thousands);
    if (exact === null || (plain && !isDecimal(String(value).trim()))) throw this.#wrong(key, 'a decimal number');
    const decimal = places === undefined ? exact : exact.round(places, Big.roundHalfUp);
    if (decimal.abs().gte(LIMIT)) throw this.#wrong(key, 'a decimal number below 10^18');
    return decimal;
  }

  /** An amount that is zero when it is absent. */
  amount(key: string): Big {
    return this.decimal(key) ?? new Big(0);
  }

  /** An instant in UTC; null when absent or empty. One without a zone is wrong, unless the spelling says what it means. */
  instant(key: string): string | null {
    const value = this.json(key);
    if (value === null) return null;
    const read = transformValue('instant', value, this.#spelling);
    if ('fault' in read) throw this.#wrong(key, 'a date and time with a zone');
    return read.value as string | null;
  }

  /** Whether the flag is set; what is no flag is not. */
  flag(key: string): boolean {
    const value = this.json(key);
    return value === true || (this.#spelling.php === true && (value === 1 || value === '1'));
  }

  /** Yes or no (`true`, `1`, `"yes"`, `"n"` and the like); null when absent or empty. */
  boolean(key: string): boolean | null {
    const value = this.json(key);
    if (value === null) return null;
    const read = transformValue('flag', value, this.#spelling);
    if ('fault' in read) throw this.#wrong(key, 'yes or no');
    return read.value as boolean | null;
  }

  /** The object in this field; null when absent. */
  object(key: string): RawFields | null {
    const value = this.json(key);
    const isNone = value === null || (this.#spelling.php && Array.isArray(value) && value.length === 0);
    if (isNone) return null;
    if (!isJsonObject(value)) throw this.#wrong(key, 'an object');
    return new RawFields(value, this.#spelling, this.#at(key));
  }

  /** The entries of the object in this field, without those that are null; none when there is no object. */
  entries(key: string): [string, Json][] {
    const value = this.json(key);
    return isJsonObject(value) ? Object.entries(value).filter(([, one]) => one !== null) : [];
  }

  /** The elements of the list in this field, empty when absent. */
  elements(key: string): Json[] {
    return this.#rows(key) ?? [];
  }

  /** The texts of the list in this field, such as tags; what is no text is left out. */
  texts(key: string): string[] {
    return this.elements(key).filter((one) => typeof one === 'string');
  }

  /** The objects of the list in this field; null when it was not given, which is not the same as empty. */
  list(key: string): RawFields[] | null {
    return (
      this.#rows(key)?.map((row, index) => {
        const path = `${this.#at(key)}/${index}`;
        if (isJsonObject(row)) return new RawFields(row, this.#spelling, path);
        throw failure(path, 'is not an object');
      }) ?? null
    );
  }

  /** The same, empty when it was not given. */
  objects(key: string): RawFields[] {
    return this.list(key) ?? [];
  }

  /** The failure of a field that must be there. */
  missing(key: string): PipelineError {
    return failure(this.#at(key), 'is missing');
  }

  #rows(key: string): Json[] | null {
    const value = this.json(key);
    if (value === null || Array.isArray(value)) return value;
    const rows =
      this.#spelling.rows?.(value) ?? (this.#spelling.php && isJsonObject(value) ? Object.values(value) : null);
    if (rows === null) throw this.#wrong(key, 'a list');
    return rows;
  }

  #at(key: string): string {
    return `${this.#path}/${escapeToken(key)}`;
  }

  #wrong(key: string, wanted: string): PipelineError {
    return failure(this.#at(key), `is not ${wanted}`);
  }
}
