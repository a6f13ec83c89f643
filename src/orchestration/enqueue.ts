import { type Envelope, formatEnvelopes } from '../model/envelope.js';
import type { Queue } from '../ports/queue.js';
import { queueBlobName } from './queue-names.js';

/** The most envelopes that one queue blob holds, and about how many characters of raw payload: it is read whole. */
const MAX_LINES = 500;
const MAX_RAW = 5_000_000;

/**
 * Writes groups of envelopes into as few queue blobs as hold them, each group in one of them while that is possible, and gives the
 * names of the blobs. They follow from `source`, so that the same again is written once.
 */
export async function enqueue(
  queue: Pick<Queue, 'put'>,
  source: string,
  groups: readonly Envelope[][],
): Promise<string[]> {
  const names: string[] = [];
  for (const [part, envelopes] of fillBlobs(groups).entries()) {
    const name = queueBlobName(part === 0 ? source : `${source}|${part}`);
    await queue.put(name, formatEnvelopes(envelopes));
    names.push(name);
  }
  return names;
}

function fillBlobs(groups: readonly Envelope[][]): Envelope[][] {
  const blobs: Envelope[][] = [];
  let size = 0;
  for (const group of groups) {
    for (let from = 0; from < group.length; from += MAX_LINES) {
      const lines = group.slice(from, from + MAX_LINES);
      const length = lines.reduce((sum, { raw }) => sum + raw.length, 0);
      const last = blobs.at(-1);
      const fits = last !== undefined && last.length + lines.length <= MAX_LINES && size + length <= MAX_RAW;
      if (fits) last.push(...lines);
      else blobs.push(lines);
      size = fits ? size + length : length;
    }
  }
  return blobs;
}
