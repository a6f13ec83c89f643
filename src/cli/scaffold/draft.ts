import type { Json } from '../../diff/json.js';
import { findCanonicalField } from '../../model/canonical-field.js';
import { type FieldPath, parseFieldPath } from '../../model/field-path.js';
import { chooseReading, type Reading, type Thousands } from './choose-rule.js';
import { formatFieldPath } from './format-field-path.js';
import { quote } from './print-code.js';
import { amountWithin, findNamed, type SampleField } from './sample-scope.js';
import type { Spellings } from './spellings.js';

/** A field of the sample that a canonical one is read from. */
export interface DraftSource extends SampleField {
  /** The path as a mapping spells it. */
  text: string;
}

/** One rule of the mapping that is drafted. */
export interface DraftField {
  canonical: string;
  sources: readonly DraftSource[];
  reading: Reading;
}

/** What is drafted of a sample, and what its reader should know. */
export interface Draft {
  fields: DraftField[];
  defaults: Record<string, Json>;
  /** Fields that an order must have and that the sample does not show: where they are taken to stand. */
  assumed: { field: string; path: string }[];
  /** What of the sample is not mapped, and why. */
  leftOut: { path: string; why: string }[];
  /** What was guessed, and should be held against the documentation. */
  check: string[];
}

/** A draft while it is made. */
export interface Drafting extends Draft {
  grouping: Thousands;
  /** The paths that are mapped or left out already. */
  settled: Set<string>;
}

const MAX_PRINTED = 60;

/** An empty draft. */
export function beginDraft(grouping: Thousands): Drafting {
  return { fields: [], defaults: {}, assumed: [], leftOut: [], check: [], grouping, settled: new Set() };
}

/** Whether the canonical field has its rule. */
export function isDrafted({ fields }: Draft, canonical: string): boolean {
  return fields.some((field) => field.canonical === canonical);
}

/** The field as a source; null when a mapping cannot name it within a line. */
export function toSource(field: SampleField): DraftSource | null {
  const text = formatFieldPath(field.path);
  return text === null || !text.isWellFormed() || quote(text).length > MAX_PRINTED ? null : { ...field, text };
}

/** The path of a field as people read it. */
export function showPath(path: FieldPath): string {
  return (formatFieldPath(path) ?? path.map((step) => ('key' in step ? step.key : '[]')).join('.')).slice(0, 200);
}

/** Gives the canonical field the first of these fields that it can be read from, unless it has one. */
export function draftField(draft: Drafting, canonical: string, candidates: readonly SampleField[]): void {
  if (isDrafted(draft, canonical)) return;
  const kind = findCanonicalField('order', parseFieldPath(canonical))?.kind;
  if (kind === undefined) throw new Error(`${canonical} is no field of an order`);
  for (const candidate of candidates) {
    const source = toSource(kind === 'decimal' ? (amountWithin(candidate) ?? candidate) : candidate);
    if (source === null || draft.settled.has(source.text)) continue;
    const reading = chooseReading(canonical, kind, source.values, draft.grouping);
    if (reading === null) continue;
    addField(draft, { canonical, sources: [source], reading });
    return;
  }
}

/** Adds a rule, and settles what it reads. */
export function addField(draft: Drafting, field: DraftField): void {
  draft.fields.push(field);
  for (const { text } of field.sources) draft.settled.add(text);
}

/** Gives each canonical field of the table, behind `prefix`, the field that is spelled like it. */
export function draftSpelled(draft: Drafting, fields: readonly SampleField[], table: Spellings, prefix = ''): void {
  for (const [name, names] of Object.entries(table)) draftField(draft, `${prefix}${name}`, findNamed(fields, names));
}

/** Notes a field that is not mapped. */
export function leaveOut(draft: Drafting, { path }: SampleField, why: string): void {
  draft.leftOut.push({ path: showPath(path), why });
}
