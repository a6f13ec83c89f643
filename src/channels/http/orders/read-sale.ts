import { Big } from 'big.js';
import { isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import { formatPointer } from '../../../diff/pointer.js';
import { isDecimal } from '../../../model/decimal.js';
import { PipelineError } from '../../../model/errors.js';
import type { Warning } from '../../../model/event.js';
import type { HttpSettings } from '../schema.js';
import { type ChartedWord, chartOf, readPlaces } from './chart.js';
import { readAmount } from './read-amount.js';
import { readDate } from './read-date.js';
import type { itemWords, orderWords, paymentWords } from './words.js';

type Read<Words> = { readonly [Name in keyof Words]: string | null };

/** An item: each word as text, amounts as plain decimals; null where there is nothing. */
export type SaleItem = Read<typeof itemWords>;
/** A payment, likewise. */
export type SalePayment = Read<typeof paymentWords>;

/** An order in the words of the order format, however its system spells them: instants in UTC, a flag `true`. */
export interface Sale extends Read<typeof orderWords> {
  items: SaleItem[];
  /** Null where the payload has no such list, which is not the same as an empty one. */
  payments: SalePayment[] | null;
}

interface Reading {
  settings: HttpSettings;
  warnings: Warning[];
  /** The keys that lead to what is read. */
  at: readonly (string | number)[];
}

/** The fields of a canonical order that dates are for. */
const TARGETS: Readonly<Record<string, string>> = { OrderDate: '/placedAt', UpdatedAt: '/updatedAt' };

/** An amount has no more decimals: what lies behind them is the noise of a float. */
const PLACES = 12;

const TRUE = new Set(['true', '1', 'yes', 'y']);

function wrong({ at }: Reading, spelled: string, why: string): PipelineError {
  const path = formatPointer([...at, spelled]);
  return new PipelineError('mapping_failed', `${path} ${why}`, { path });
}

function readNumber(value: Json, spelled: string, reading: Reading): string | null {
  if (value === '') return null;
  const { numbers } = reading.settings;
  const digits = readAmount(value, numbers)?.round(PLACES, Big.roundHalfUp).toFixed() ?? null;
  if (digits !== null && isDecimal(digits)) return digits;
  const rule = `decimals after "${numbers.decimal}", ${numbers.thousands === '' ? 'nothing' : `"${numbers.thousands}"`} between thousands`;
  throw wrong(reading, spelled, `is no number by the setting numbers of the profile (${rule})`);
}

function readInstant(name: string, value: Json, spelled: string, { settings, warnings }: Reading): string | null {
  if (value === '') return null;
  const instant = readDate(value, settings.dates);
  if (instant === null) {
    const message = `${spelled} is no date by the setting dates of the profile`;
    warnings.push({ code: 'date_invalid', message, path: TARGETS[name] ?? '' });
  }
  return instant;
}

function readValue({ name, kind }: ChartedWord, value: Json, spelled: string, reading: Reading): string | null {
  if (typeof value === 'object') throw wrong(reading, spelled, 'is no single value');
  if (kind === 'amount') return readNumber(value, spelled, reading);
  if (kind === 'date') return readInstant(name, value, spelled, reading);
  const text = String(value).trim();
  if (kind === 'flag') return TRUE.has(text.toLowerCase()) ? 'true' : null;
  return text === '' ? null : text;
}

function readWords(from: Json, words: readonly ChartedWord[], reading: Reading): Record<string, string | null> {
  const read = words.map((word) => {
    const found = readPlaces(from, word.places);
    return [word.name, found === null ? null : readValue(word, found.value, found.spelled, reading)] as const;
  });
  return Object.fromEntries(read);
}

function readList<One>(
  raw: Json,
  places: ChartedWord['places'],
  words: readonly ChartedWord[],
  reading: Reading,
): One[] | null {
  const found = readPlaces(raw, places);
  if (found === null) return null;
  if (!Array.isArray(found.value)) throw wrong(reading, found.spelled, 'is no list');
  return found.value.map((element, index) => {
    if (!isJsonObject(element)) throw wrong({ ...reading, at: [found.spelled] }, String(index), 'is no object');
    return readWords(element, words, { ...reading, at: [found.spelled, index] }) as One;
  });
}

/**
 * Reads a payload into the words of the order format, by the profile's own names, its rule for numbers and its rule for dates.
 * A date that cannot be read is a warning.
 * @throws `mapping_failed` that names the path of a number or a shape that does not fit
 */
export function readSale(raw: JsonObject, settings: HttpSettings, warnings: Warning[]): Sale {
  const chart = chartOf(settings);
  const reading = { settings, warnings, at: [] };
  return {
    ...(readWords(raw, chart.order, reading) as Read<typeof orderWords>),
    items: readList<SaleItem>(raw, chart.lists.OrderItems, chart.items, reading) ?? [],
    payments: readList<SalePayment>(raw, chart.lists.CheckoutDetails, chart.payments, reading),
  };
}
