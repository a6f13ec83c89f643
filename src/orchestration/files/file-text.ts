import { PipelineError } from '../../model/errors.js';
import type { FileLayout } from '../../model/file-layout.js';
import type { DroppedBlob } from '../../model/flat-file.js';
import type { Drop } from '../../ports/drop.js';
import type { Place } from './frame-records.js';

/** In which character set a file is written, and how many bytes its byte order mark has. */
export interface TextForm {
  encoding: string;
  markBytes: number;
}

/** How much of a file is looked at before it is read; its header must end within. */
export const HEAD_BYTES = 256 * 1024;

const MARKS: readonly { bytes: readonly number[]; encoding: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];
const BINARIES: readonly { bytes: readonly number[]; what: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], what: 'an Excel workbook or a ZIP archive' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Excel workbook' },
  { bytes: [0x1f, 0x8b], what: 'a gzip archive' },
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF' },
];

/** The first bytes of a file. @throws `file_replaced`, `blob_*` */
export async function readHead(drop: Drop, blob: DroppedBlob): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of drop.open(blob, 0)) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size >= HEAD_BYTES) break;
  }
  return Buffer.concat(chunks, size).subarray(0, HEAD_BYTES);
}

/** In which form the text is: a byte order mark decides, then the layout, else it is UTF-8. @throws `file_not_text` for what is no text */
export function detectText(head: Buffer, said: FileLayout['encoding']): TextForm {
  const binary = BINARIES.find(({ bytes }) => startsWith(head, bytes));
  if (binary !== undefined) throw new PipelineError('file_not_text', `The file is ${binary.what}, and no text`);
  const mark = MARKS.find(({ bytes }) => startsWith(head, bytes));
  const encoding = mark?.encoding ?? said ?? 'utf-8';
  if (!isWide(encoding) && head.subarray(0, 4_096).includes(0)) {
    throw new PipelineError(
      'file_not_text',
      'The file holds NUL bytes: it is no text, or UTF-16 without a byte order mark',
    );
  }
  return { encoding, markBytes: mark?.bytes.length ?? 0 };
}

const isWide = (encoding: string) => encoding.startsWith('utf-16');

const startsWith = (head: Buffer, bytes: readonly number[]) => bytes.every((byte, at) => head[at] === byte);

/** The character set in which the bytes of `openText` are. */
export function encodingOfBytes({ encoding }: TextForm): string {
  return isWide(encoding) ? 'utf-8' : encoding;
}

/** The bytes of the text from a place on, in a character set whose first half is ASCII: UTF-16 becomes UTF-8 on the way. */
export async function* openText(drop: Drop, blob: DroppedBlob, form: TextForm, from: Place): AsyncIterable<Uint8Array> {
  if (!isWide(form.encoding)) {
    yield* drop.open(blob, form.markBytes + from.offset);
    return;
  }
  // The place counts bytes of UTF-8, which tell nothing of where they stand in UTF-16.
  let before = from.offset;
  for await (const chunk of narrow(drop.open(blob, form.markBytes), form.encoding)) {
    const rest = chunk.subarray(Math.min(before, chunk.length));
    before -= chunk.length - rest.length;
    if (rest.length > 0) yield rest;
  }
}

async function* narrow(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncIterable<Uint8Array> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  const last = decoder.decode();
  if (last !== '') yield Buffer.from(last);
}

/** The beginning of the text as `openText` gives it. */
export function headOfText(head: Buffer, { encoding, markBytes }: TextForm): Buffer {
  const text = head.subarray(markBytes);
  // A character that is cut off at the end does not matter: only the header is read of it.
  return isWide(encoding) ? Buffer.from(new TextDecoder(encoding, { ignoreBOM: true }).decode(text)) : text;
}

// Node up to 22 decodes windows-1252 as if it were ISO 8859-1, and so loses the euro sign.
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const LATIN: ReadonlySet<string> = new Set(['windows-1252', 'iso-8859-1']);

/** Decodes bytes of the text; null where they are not valid in the character set. */
export function createDecoder(encoding: string): (bytes: Uint8Array) => string | null {
  if (LATIN.has(encoding)) {
    return (bytes) =>
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        .toString('latin1')
        .replace(/[\u0080-\u009f]/g, (one) => WINDOWS_1252[one.charCodeAt(0) - 0x80] ?? one);
  }
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (bytes) => {
    try {
      return decoder.decode(bytes);
    } catch {
      return null;
    }
  };
}
