import { isLosslessNumber, parse, stringify } from 'lossless-json';
import { PipelineError } from '../../model/errors.js';
import { toEntityId } from './identify.js';

/** One item of a page: its JSON text with every number's digits as they came, and what orders it among the others. */
export interface SearchItem {
  raw: string;
  entityId: string | null;
  /** Magento's own spelling; null when it is missing. */
  updatedAt: string | null;
}

/** A page of a search. */
export interface SearchPage {
  items: SearchItem[];
  /** How many items the whole search finds. */
  totalCount: number;
}

function invalid(why: string): PipelineError {
  return new PipelineError('channel_page_invalid', `The shop did not answer with a page of records: ${why}`);
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

function readItem(item: unknown): SearchItem {
  const fields = typeof item === 'object' && item !== null ? (item as Record<string, unknown>) : {};
  const updatedAt = typeof fields.updated_at === 'string' ? fields.updated_at : null;
  return { raw: stringify(item) ?? 'null', entityId: toEntityId(fields.entity_id), updatedAt };
}

/** Reads the answer to a search; `items` is null where an old version found nothing. @throws `channel_page_invalid` */
export function readSearchPage(text: string): SearchPage {
  const answer = parseAnswer(text);
  const totalCount = readCount(answer);
  const items = answer.items ?? [];
  if (!Array.isArray(items)) throw invalid('items is not an array');
  return { items: items.map(readItem), totalCount };
}
