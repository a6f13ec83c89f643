import { isLosslessNumber, parse, stringify } from 'lossless-json';
import { PipelineError } from '../../model/errors.js';
import type { IdField } from './endpoints.js';
import { toEntityId, toSourceVersion } from './identify.js';

/** One item of a page: its JSON text with every number's digits as they came, and what orders it among the others. */
export interface SearchItem {
  raw: string;
  entityId: string | null;
  /** Magento's own spelling; null when it is missing. */
  updatedAt: string | null;
  sourceVersion: string | null;
}

/** A page of a search. */
export interface SearchPage {
  items: SearchItem[];
  /** How many items the whole search finds. */
  totalCount: number;
}

function invalid(why: string): PipelineError {
  return new PipelineError('channel_page_invalid', `The shop did not answer with records: ${why}`);
}

function parseAnswer(text: string): Record<string, unknown> {
  let answer: unknown;
  try {
    answer = parse(text);
  } catch {
    throw invalid('it is not JSON');
  }
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) throw invalid('it is not a JSON object');
  return answer as Record<string, unknown>;
}

function readCount(answer: Record<string, unknown>): number {
  const digits = isLosslessNumber(answer.total_count) ? answer.total_count.value : '';
  if (!/^\d{1,12}$/.test(digits)) throw invalid('total_count is missing');
  return Number(digits);
}

function readItem(item: unknown, idField: IdField): SearchItem {
  const fields = typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : {};
  return {
    raw: stringify(item) ?? 'null',
    entityId: toEntityId(fields[idField]),
    updatedAt: typeof fields.updated_at === 'string' ? fields.updated_at : null,
    sourceVersion: toSourceVersion(fields.updated_at, fields.created_at),
  };
}

/** Reads the answer to a search; `items` is null where an old version found nothing. @throws `channel_page_invalid` */
export function readSearchPage(text: string, idField: IdField): SearchPage {
  const answer = parseAnswer(text);
  const totalCount = readCount(answer);
  const items = answer.items ?? [];
  if (!Array.isArray(items)) throw invalid('items is not an array');
  return { items: items.map((item) => readItem(item, idField)), totalCount };
}

/** Reads the answer to a request for one record. @throws `channel_page_invalid` */
export function readSearchItem(text: string, idField: IdField): SearchItem {
  return readItem(parseAnswer(text), idField);
}
