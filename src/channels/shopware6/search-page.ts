import { getOwn, isJsonObject, type Json } from '../../diff/json.js';
import { PipelineError } from '../../model/errors.js';
import { parseJson } from '../../model/json-text.js';
import { readPage } from '../kit/read-page.js';

/** A record of a page: its JSON text with every number's digits as they came, and its number in the shop. */
export interface SearchItem {
  raw: string;
  value: Json;
  /** Null where it is missing. */
  autoIncrement: number | null;
}

/** A page of a search. */
export interface SearchPage {
  items: SearchItem[];
  /** How many records the whole search finds. */
  total: number;
}

function invalid(why: string): PipelineError {
  return new PipelineError('channel_page_invalid', `The shop did not answer with records: ${why}`);
}

// A record that cannot be read costs no other of its page: it goes on as the text that it is.
function parseItem(raw: string): Json {
  try {
    return parseJson(raw);
  } catch {
    return null;
  }
}

function toItem(raw: string): SearchItem {
  const value = parseItem(raw);
  const fields = isJsonObject(value) ? value : {};
  if (isJsonObject(getOwn(fields, 'attributes')) && getOwn(fields, 'type') !== undefined) {
    throw invalid('it is JSON:API, so something on the way takes the Accept header off');
  }
  const number = getOwn(fields, 'autoIncrement');
  const isNumber = typeof number === 'number' && Number.isSafeInteger(number) && number >= 0;
  return { raw, value, autoIncrement: isNumber ? number : null };
}

/** Reads the answer to a search that counts exactly. @throws `channel_page_invalid` */
export function readSearchPage(text: string): SearchPage {
  const page = readPage(text, 'data');
  const total = page.read('total');
  if (typeof total !== 'number' || !Number.isSafeInteger(total) || total < 0) throw invalid('total is missing');
  return { items: page.items.map(toItem), total };
}
