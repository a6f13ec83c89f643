import { getOwn, type Json, type JsonObject } from '../diff/json.js';
import { buildPartial } from './apply-mapping.js';
import { findCanonicalField } from './canonical-field.js';
import { type CompiledMapping, compileMapping, type LongRule, type MappingFault } from './compile-mapping.js';
import { PipelineError } from './errors.js';
import { FieldPathError, parseFieldPath } from './field-path.js';
import { type TransformOptions, transformValue } from './field-transform.js';
import type { RecordType } from './record-type.js';

/** The cells of a row by their columns; columns of which the row has nothing are absent. */
export type Row = JsonObject;

type FieldColumns = Readonly<Record<string, LongColumn>>;
type LongColumn = Omit<LongRule, 'from'> & { column?: readonly string[] | undefined };

/** What a layout says of the columns. */
export interface LayoutRules {
  type: RecordType;
  numbers?: TransformOptions | undefined;
  dates?: TransformOptions | undefined;
  groupBy?: string | undefined;
  defaults: Readonly<Record<string, unknown>>;
  emptyCells: 'skip' | 'clear';
  fields?: FieldColumns | undefined;
}

/** What the columns of a file mean: compiled once for all of its rows. */
export interface FileMapping {
  mapping: CompiledMapping;
  /** Columns that hold the price in one currency: `prices.EUR`. */
  prices: { currency: string; column: string }[];
  numbers: TransformOptions;
  clears: boolean;
  /** The column whose value the rows of one record share; null where each row is a record. */
  groupBy: string | null;
  /** Columns of the header that mean nothing. */
  ignored: string[];
}

const PRICE = /^prices\.([A-Z]{3})$/;

/** What is wrong with the fields of a layout, by the keys that lead there. */
export function faultsOfLayout(layout: LayoutRules): MappingFault[] {
  if (layout.fields === undefined) return [];
  const { mapping, prices } = compile(layout, layout.fields);
  const isTwice = prices.length > 0 && mapping.arrays.some(({ name }) => name === 'prices');
  const twice = { path: ['fields', `prices.${prices[0]?.currency}`], message: 'must not stand beside prices[]' };
  return isTwice ? [...mapping.faults, twice] : mapping.faults;
}

/** Compiles a layout for a header; what no field of the layout takes up is `ignored`. Faults are in the mapping. */
export function compileLayout(layout: LayoutRules, header: readonly string[]): FileMapping {
  const fields = layout.fields ?? fieldsOfHeader(layout, header);
  const compiled = compile(layout, fields);
  const used = new Set(Object.values(fields).flatMap(({ column = [] }) => column));
  return { ...compiled, ignored: header.filter((name) => !used.has(name) && name !== compiled.groupBy) };
}

/** Headers that are canonical paths, in whatever case, stand for those fields; no path can lead to a column with `"]` in its name. */
function fieldsOfHeader({ type }: LayoutRules, header: readonly string[]): FieldColumns {
  const fields: Record<string, LongColumn> = {};
  for (const name of header.filter((one) => !one.includes('"]'))) {
    const path = [name, name.charAt(0).toLowerCase() + name.slice(1), name.toLowerCase()].find((one) =>
      isField(type, one),
    );
    if (path !== undefined && !Object.hasOwn(fields, path)) fields[path] = { column: [name] };
  }
  return fields;
}

function isField(type: RecordType, path: string): boolean {
  if (type === 'product' && PRICE.test(path)) return true;
  try {
    return findCanonicalField(type, parseFieldPath(path)) !== null;
  } catch (error) {
    if (error instanceof FieldPathError) return false;
    throw error;
  }
}

function compile(layout: LayoutRules, written: FieldColumns): FileMapping {
  const { type, defaults } = layout;
  const fields = withIds(type, written);
  const rules: Record<string, LongRule> = {};
  const prices: FileMapping['prices'] = [];
  for (const [path, { column = [], ...options }] of Object.entries(fields)) {
    const currency = type === 'product' ? PRICE.exec(path)?.[1] : undefined;
    if (currency === undefined) rules[path] = toRule(layout, path, column, options);
    else prices.push({ currency, column: column[0] ?? '' });
  }
  const hasArrays = Object.keys(rules).some((path) => path.includes('[]'));
  const idColumn = fields.id?.column;
  const groupBy = layout.groupBy ?? (hasArrays && idColumn?.length === 1 ? (idColumn[0] ?? null) : null);
  const mapping = compileMapping(type, { fields: rules, defaults }, 'whole');
  return {
    mapping,
    prices,
    numbers: { ...layout.numbers },
    clears: layout.emptyCells === 'clear',
    groupBy,
    ignored: [],
  };
}

/** An article without an id of its own goes by its SKU, a count also by its place; elements of a list go by their position. */
function withIds(type: RecordType, fields: FieldColumns): FieldColumns {
  const { sku, location } = fields;
  const ids: Record<string, LongColumn> = {};
  if (fields.id === undefined && sku?.column !== undefined && type === 'product') ids.id = { column: sku.column };
  if (fields.id === undefined && sku?.column !== undefined && type === 'stock') {
    ids.id = { column: [...sku.column, ...(location?.column ?? [])], transform: 'join', separator: '@' };
  }
  for (const path of Object.keys(fields)) {
    const [array] = /^[^.[\]]+\[\]/.exec(path) ?? [];
    if (array !== undefined && fields[`${array}.id`] === undefined) ids[`${array}.id`] = { transform: 'position' };
  }
  return { ...fields, ...ids };
}

function toRule(
  layout: LayoutRules,
  path: string,
  columns: readonly string[],
  own: Omit<LongColumn, 'column'>,
): LongRule {
  const place = path.includes('[]') ? 'rows[]' : 'rows[0]';
  const from = columns.map((column) => `${place}["${column}"]`);
  return { from, ...defaultOptions(layout, path, own), ...own };
}

/** How numbers and dates are written in this file, where the field itself does not say. */
function defaultOptions(
  { type, numbers, dates }: LayoutRules,
  path: string,
  own: Omit<LongColumn, 'column'>,
): TransformOptions {
  const { kind } = kindOf(type, path);
  const isNumber =
    own.transform === 'money' || own.transform === 'number' || (own.transform === undefined && kind === 'decimal');
  const isInstant = own.transform === 'instant' || (own.transform === undefined && kind === 'instant');
  if (isNumber) return { ...numbers };
  return isInstant ? { zone: 'utc', ...dates } : {};
}

function kindOf(type: RecordType, path: string): { kind: string | null } {
  try {
    return { kind: findCanonicalField(type, parseFieldPath(path))?.kind ?? null };
  } catch (error) {
    if (error instanceof FieldPathError) return { kind: null };
    throw error;
  }
}

/**
 * The incoming record that the rows of one record are; a cell that is absent was not provided.
 * @throws `mapping_failed` for the first cell that does not fit its field
 */
export function mapRows(file: FileMapping, rows: readonly Row[]): JsonObject {
  const payload = { rows: rows.map((row) => withoutEmpty(row, file.clears)) };
  const { record, warnings } = buildPartial(file.mapping, payload);
  const prices = pricesOf(file, payload.rows[0] ?? {});
  const fault = warnings[0]?.message.replaceAll(/rows\[0?\]\["(.*?)"\]/g, '$1') ?? prices.fault;
  if (fault !== null) throw new PipelineError('mapping_failed', fault, { path: warnings[0]?.path ?? '/prices' });
  return prices.list === null ? record : { ...record, prices: prices.list };
}

/** Empty cells as the layout means them: absent, or null. */
function withoutEmpty(row: Row, clears: boolean): Row {
  const cells = Object.entries(row).flatMap(([name, cell]): [string, Json][] => {
    const isEmpty = typeof cell === 'string' && cell.trim() === '';
    if (!isEmpty) return [[name, cell as Json]];
    return clears ? [[name, null]] : [];
  });
  return Object.fromEntries(cells);
}

interface Prices {
  list: JsonObject[] | null;
  fault: string | null;
}

function pricesOf({ prices, numbers }: FileMapping, row: Row): Prices {
  const found: Prices = { list: null, fault: null };
  for (const { currency, column } of prices) {
    const cell = getOwn(row, column);
    if (cell === undefined) continue;
    found.list ??= [];
    if (cell === null) continue;
    const amount = transformValue('money', cell, numbers);
    if ('value' in amount) found.list.push({ id: currency, currency, amount: amount.value });
    else found.fault ??= `${column} ${amount.fault}`;
  }
  return found;
}
