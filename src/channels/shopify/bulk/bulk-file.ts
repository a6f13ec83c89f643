import { isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import { parseJson } from '../../../model/json-text.js';
import type { ChannelHttp } from '../../../ports/channel.js';
import { typeOfGid } from '../ids.js';
import { indexLines, type LineIndex } from './line-index.js';
import { readLines } from './read-lines.js';

/** The result of a bulk operation: its address, where everything stands in it, and the part that was read last. */
export interface BulkFile {
  operationId: string;
  url: string;
  index: LineIndex;
  /** The texts of the lines of the objects from `first` to before `end`. */
  held: { first: number; end: number; texts: ReadonlyMap<number, string> };
}

/** So many bytes of the file are held at once; the objects in them are joined without reading it again. */
const HELD_BYTES = 16 * 1024 * 1024;
/** Lines that stand further apart are read by themselves. */
const GAP = 1024 * 1024;

/** Indexes the file of a completed operation, and counts it. @throws `channel_count_mismatch`, `channel_page_invalid` */
export async function openBulkFile(
  http: ChannelHttp,
  operationId: string,
  { url, objects, roots }: { url: string; objects: number; roots: number },
): Promise<BulkFile> {
  const index = await indexLines(readLines(http, url));
  if (index.lines !== objects || index.roots !== roots) {
    const message =
      `The bulk operation announced ${objects} objects, ${roots} of them records, and its result holds ` +
      `${index.lines} and ${index.roots}`;
    throw new PipelineError('channel_count_mismatch', message);
  }
  return { operationId, url, index, held: { first: 0, end: 0, texts: new Map() } };
}

/**
 * The objects from `first` on, at most `count`, each with its children joined to it, in whatever order they stand in the file.
 * `children` says by the type in a child's id to which connection it belongs.
 */
export async function readObjects(
  http: ChannelHttp,
  file: BulkFile,
  { first, count, children }: { first: number; count: number; children: Readonly<Record<string, string>> },
): Promise<JsonObject[]> {
  const objects: JsonObject[] = [];
  for (let at = first; at < Math.min(first + count, file.index.roots); at += 1) {
    if (at < file.held.first || at >= file.held.end) file.held = await hold(http, file, at);
    objects.push(joinObject(file, at, children));
  }
  return objects;
}

async function hold(http: ChannelHttp, { url, index }: BulkFile, first: number): Promise<BulkFile['held']> {
  const wanted = new Set<number>();
  const spots: { offset: number; bytes: number }[] = [];
  let [end, bytes] = [first, 0];
  for (; end < index.roots && (end === first || bytes < HELD_BYTES); end += 1) {
    for (const line of index.of(end)) {
      spots.push(line);
      wanted.add(line.offset);
      bytes += line.bytes;
    }
  }
  const texts = new Map<number, string>();
  for (const span of toSpans(spots)) {
    for await (const { text, offset } of readLines(http, url, span)) if (wanted.has(offset)) texts.set(offset, text);
  }
  return { first, end, texts };
}

/** The parts of the file to read for these lines: those that stand near each other are read in one go. */
function toSpans(spots: readonly { offset: number; bytes: number }[]): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = [];
  for (const { offset, bytes } of spots.toSorted((one, other) => one.offset - other.offset)) {
    const last = spans.at(-1);
    if (last !== undefined && offset - last.to < GAP) last.to = offset + bytes;
    else spans.push({ from: offset, to: offset + bytes });
  }
  return spans;
}

function joinObject({ index, held }: BulkFile, place: number, children: Readonly<Record<string, string>>): JsonObject {
  const rows = index.of(place).map(({ offset }) => parseLine(held.texts.get(offset)));
  const own = rows.find(({ __parentId }) => __parentId === undefined) ?? {};
  const lists: Record<string, Json[]> = Object.fromEntries(Object.values(children).map((field) => [field, []]));
  for (const { __parentId, ...row } of rows.filter((one) => one.__parentId !== undefined)) {
    const list = lists[children[typeOfGid(row.id) ?? ''] ?? ''];
    if (list === undefined) {
      throw new PipelineError(
        'channel_page_invalid',
        `The bulk result has a part ${String(row.id)} that nobody asked for`,
      );
    }
    list.push(row);
  }
  return { ...own, ...Object.fromEntries(Object.entries(lists).map(([field, nodes]) => [field, { nodes }])) };
}

function parseLine(text: string | undefined): JsonObject {
  const line = text === undefined ? null : parseJson(text);
  if (isJsonObject(line)) return line;
  throw new PipelineError('channel_page_invalid', 'The bulk result changed while it was read');
}
