import { PipelineError } from '../../../model/errors.js';
import type { ChannelHttp } from '../../../ports/channel.js';

/** A line of a file, with where it stands in it, in bytes; the end of line is not counted. */
export interface Line {
  text: string;
  offset: number;
  bytes: number;
}

const SLICE = 8 * 1024 * 1024;
/** A line longer than this is none of a bulk operation. */
const LONGEST = 64 * 1024 * 1024;

/**
 * Reads the lines of a file from one byte to before another (its end when there is none), slice by slice: never more than a slice
 * and a line are in memory. No token goes to the host of the file.
 * @throws `channel_page_invalid`, and what `ChannelHttp` throws
 */
export async function* readLines(
  http: ChannelHttp,
  url: string,
  { from = 0, to = Number.POSITIVE_INFINITY, slice = SLICE }: { from?: number; to?: number; slice?: number } = {},
): AsyncGenerator<Line> {
  let [offset, size] = [from, slice];
  while (offset < to) {
    const wanted = Math.min(size, to - offset);
    const part = await readSlice(http, url, offset, wanted);
    const isLast = part.isEnd || offset + wanted >= to;
    const lines = part.text.split('\n');
    // What follows the last end of line is cut somewhere, perhaps within a character, and is read again with the next slice.
    const rest = lines.pop() ?? '';
    for (const text of lines) {
      const bytes = Buffer.byteLength(text);
      if (text.trim() !== '') yield { text, offset, bytes };
      offset += bytes + 1;
    }
    if (isLast) {
      if (rest.trim() !== '') yield { text: rest, offset, bytes: Buffer.byteLength(rest) };
      return;
    }
    if (lines.length > 0) size = slice;
    else if (size < LONGEST) size *= 2;
    else throw new PipelineError('channel_page_invalid', 'The result of the bulk operation has a line without end');
  }
}

interface Slice {
  text: string;
  /** Nothing comes behind it. */
  isEnd: boolean;
}

async function readSlice(http: ChannelHttp, url: string, from: number, length: number): Promise<Slice> {
  const { status, headers, text } = await http.send({
    method: 'GET',
    url,
    headers: () => ({ range: `bytes=${from}-${from + length - 1}`, 'accept-encoding': 'identity' }),
    answers: [416],
  });
  // The file ends where the slice before it did.
  if (status === 416) return { text: '', isEnd: true };
  if (status !== 206) {
    const whole = Buffer.from(text);
    return { text: whole.subarray(from, from + length).toString(), isEnd: from + length >= whole.length };
  }
  const total = Number(/\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1] ?? Number.NaN);
  if (!Number.isFinite(total)) {
    throw new PipelineError('channel_page_invalid', 'The host of the bulk result does not say how long it is');
  }
  return { text, isEnd: from + length >= total };
}
