import { parse, stringify } from 'lossless-json';
import type { Json } from '../../diff/json.js';
import { PipelineError } from '../../model/errors.js';
import { parseFieldPath, readField } from '../../model/field-path.js';
import { latestInstant } from '../../model/instant.js';
import { parseJson } from '../../model/json-text.js';
import type { ChannelPage, RawRecord } from '../../ports/channel.js';

/** Tells the id and the version of a raw record. @throws `record_id_missing` */
export type Identify = (raw: Json) => Pick<RawRecord, 'recordId' | 'sourceVersion'>;

/** An answer in JSON, every number of it with its digits as they came. */
export interface Answer {
  /** The texts of the elements of the array at the path, of the whole answer where it is null; null where there is no array. */
  elements(path: string | null): string[] | null;
  /** What the answer says at this path, the whole of it for null; null where it says nothing. */
  read(path: string | null): Json;
}

/** The answer to a request for a page. */
export interface PageText {
  /** The text of each record, every number with its digits as they came. */
  items: string[];
  /** What else the answer says at this path, such as the token of the next page; null where it says nothing. */
  read(path: string): Json;
}

function invalid(why: string): PipelineError {
  return new PipelineError('channel_page_invalid', `The channel did not answer with a page of records: ${why}`);
}

/** Reads an answer. @throws `channel_page_invalid` for what is not JSON */
export function readAnswer(text: string): Answer {
  let answer: Json;
  try {
    answer = parse(text) as Json;
  } catch {
    throw invalid('it is not JSON');
  }
  const find = (path: string | null) => (path === null ? answer : readField(answer, parseFieldPath(path)));
  return {
    elements(path) {
      const found = find(path);
      return Array.isArray(found) ? found.map((item) => stringify(item) ?? 'null') : null;
    },
    read(path) {
      const found = find(path);
      return found === undefined ? null : parseJson(stringify(found) ?? 'null');
    },
  };
}

/**
 * Reads a page of JSON whose records stand in the array at `path` (`orders`, `data.items`). An answer without that array is no page,
 * and never an empty one.
 * @throws `channel_page_invalid`
 */
export function readPage(text: string, path: string): PageText {
  const answer = readAnswer(text);
  const items = answer.elements(path);
  if (items === null) throw invalid(`it has no array ${path}`);
  return { items, read: answer.read };
}

/** A record's text, and what it says, where that was read already. */
export interface ReadItem {
  raw: string;
  value: Json;
}

/**
 * The page of the port that these records make: those without an id apart, and the newest version as its watermark. `position` says
 * where the next page starts, null after the last; `announced` is the length of the whole listing, where the source says it.
 */
export function toChannelPage(
  items: readonly (string | ReadItem)[],
  identify: Identify,
  { position, announced = null }: { position: Json; announced?: number | null },
): ChannelPage {
  const page: ChannelPage = { records: [], unreadable: [], watermark: null, position, announced };
  for (const item of items) {
    const raw = typeof item === 'string' ? item : item.raw;
    const identity = tryIdentify(item, identify);
    if (identity === null) page.unreadable.push(raw);
    else page.records.push({ raw, ...identity });
  }
  page.watermark = latestInstant(page.records.map(({ sourceVersion }) => sourceVersion));
  return page;
}

/** One record that cannot be read is dead-lettered by itself; it must not cost the page. */
function tryIdentify(item: string | ReadItem, identify: Identify): ReturnType<Identify> | null {
  try {
    return identify(typeof item === 'string' ? parseJson(item) : item.value);
  } catch (error) {
    if (error instanceof PipelineError && error.disposition === 'park') return null;
    throw error;
  }
}
