import { deadLetter, isMeant } from '../model/dead-letter.js';
import { hashName } from '../model/record-key.js';
import type { DeadLetters, ListedDeadLetter } from '../ports/dead-letters.js';
import { type BlobContainer, type BlobOptions, openBlobContainer, spreadName } from './blob-container.js';
import { parseBlob, requireBlob } from './blob-json.js';

const RETRY = 'retry/';

/** Letters of a listing that are read at once. */
const READ_AHEAD = 32;

/**
 * Dead letters as blobs: `retry/<epoch ms of the next try>/<hash>.json`, so that a listing gives the soonest first and can stop
 * early, and `final/<hh>/<hash>.json`. The hash is that of the event id; a repeated put overwrites itself.
 */
export function createBlobDeadLetters(options: BlobOptions): DeadLetters {
  const blobs = openBlobContainer(options);
  return {
    async put(letter) {
      const hash = hashName(letter.eventId);
      const name = letter.retry
        ? `${RETRY}${dueText(letter.retry.nextTryAt)}/${hash}.json`
        : `final/${spreadName(hash)}`;
      await blobs.put(name, JSON.stringify(letter));
      return name;
    },
    async read(name) {
      const blob = await blobs.read(name);
      return blob && requireBlob(deadLetter, blob.text, name);
    },
    delete: (name) => blobs.delete(name),
    async *due(now) {
      for await (const { name } of blobs.list(RETRY)) {
        if (Number(name.slice(RETRY.length, RETRY.length + 13)) > now.getTime()) return;
        yield name;
      }
    },
    async *list(filter) {
      const ending = filter.eventId === undefined ? '' : `/${hashName(filter.eventId)}.json`;
      for await (const { name, letter } of readAll(blobs, ending)) {
        if (letter === null || isMeant(letter, filter)) yield { name, letter };
      }
    },
  };
}

// Thirteen digits hold every instant until the year 2286, so that the order of the texts is that of the times.
function dueText(instant: string): string {
  return String(Date.parse(instant)).padStart(13, '0');
}

async function* readAll(blobs: BlobContainer, ending: string): AsyncIterable<ListedDeadLetter> {
  let names: string[] = [];
  for await (const { name } of blobs.list()) {
    if (name.endsWith(ending)) names.push(name);
    if (names.length < READ_AHEAD) continue;
    yield* await readThese(blobs, names);
    names = [];
  }
  yield* await readThese(blobs, names);
}

/** One that was deleted since it was listed is left out. */
async function readThese(blobs: BlobContainer, names: readonly string[]): Promise<ListedDeadLetter[]> {
  const read = await Promise.all(names.map((name) => blobs.read(name)));
  return names.flatMap((name, index) => {
    const blob = read[index];
    return blob ? [{ name, letter: parseBlob(deadLetter, blob.text) }] : [];
  });
}
