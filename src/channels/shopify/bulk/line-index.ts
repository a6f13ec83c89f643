import { PipelineError } from '../../../model/errors.js';
import type { Line } from './read-lines.js';

/** Where the lines of each object of a bulk result stand: its own, and those of its children, which may come anywhere. */
export interface LineIndex {
  /** How many objects are not inside another one. */
  roots: number;
  lines: number;
  /** The lines of one object by its place among the objects, in the order of the file. */
  of(root: number): { offset: number; bytes: number }[];
}

/**
 * Indexes the lines of a bulk result: some twenty bytes a line and an id for each object, whatever the size of the file.
 * @throws `channel_page_invalid` for a line that is none, `channel_count_mismatch` for a child whose parent is not in the file
 */
export async function indexLines(lines: AsyncIterable<Line>): Promise<LineIndex> {
  const places = new Map<string, number>();
  const [owners, offsets, sizes]: [number[], number[], number[]] = [[], [], []];
  const found = new Set<number>();
  for await (const { text, offset, bytes } of lines) {
    const { id, parentId } = readIds(text);
    const key = parentId ?? id;
    const place = places.get(key) ?? places.size;
    places.set(key, place);
    if (parentId === null) found.add(place);
    owners.push(place);
    offsets.push(offset);
    sizes.push(bytes);
  }
  if (found.size < places.size) {
    const message = `${places.size - found.size} objects of the bulk operation are missing, though parts of them are there`;
    throw new PipelineError('channel_count_mismatch', message);
  }
  const { order, starts } = groupByOwner(owners, places.size);
  return {
    roots: places.size,
    lines: owners.length,
    of: (root) =>
      Array.from(order.subarray(starts[root], starts[root + 1]), (at) => ({
        offset: offsets[at] as number,
        bytes: sizes[at] as number,
      })),
  };
}

/** The line numbers sorted by owner, and where those of each owner begin. */
function groupByOwner(owners: readonly number[], count: number): { order: Int32Array; starts: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (const owner of owners) starts[owner + 1] = (starts[owner + 1] ?? 0) + 1;
  for (let at = 0; at < count; at += 1) starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0);
  const order = new Int32Array(owners.length);
  const next = starts.slice();
  for (const [line, owner] of owners.entries()) {
    order[next[owner] as number] = line;
    next[owner] = (next[owner] as number) + 1;
  }
  return { order, starts };
}

function readIds(text: string): { id: string; parentId: string | null } {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    throw new PipelineError('channel_page_invalid', 'A line of the bulk result is cut, or no JSON');
  }
  const { id, __parentId: parentId } = line as { id?: unknown; __parentId?: unknown };
  if (typeof id === 'string' && (parentId === undefined || typeof parentId === 'string')) {
    return { id, parentId: parentId ?? null };
  }
  throw new PipelineError('channel_page_invalid', 'A line of the bulk result has no id');
}
