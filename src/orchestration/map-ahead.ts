/** Does `work` for each item, `width` at once and never further ahead of the reader, and gives the results in the order of the items. */
export async function* mapAhead<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  width: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  let chunk: T[] = [];
  for await (const item of items) {
    chunk.push(item);
    if (chunk.length < width) continue;
    yield* await Promise.all(chunk.map(work));
    chunk = [];
  }
  yield* await Promise.all(chunk.map(work));
}
