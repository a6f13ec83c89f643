import { parse } from 'csv-parse/sync';
import { type ErrorCode, PipelineError } from '../../model/errors.js';
import type { FileLayout } from '../../model/file-layout.js';
import type { Row } from '../../model/file-mapping.js';
import { createDecoder, HEAD_BYTES } from './file-text.js';
import { type Frame, type Place, RecordFramer } from './frame-records.js';

/** A row of a file: its cells, or the line of an NDJSON file, or why it cannot be read and what is kept of it. */
export type FileRow = Place & ({ cells: Row } | { text: string } | { fault: PipelineError; kept: object });

/** Rows that were read together, and where the next one begins. */
export interface RowBatch {
  rows: FileRow[];
  next: Place;
}

/** How the rows of a file are told from each other and taken apart. */
export interface RowForm {
  newline: '\n' | '\r';
  delimiter: string;
  quote: string;
  /** The columns; null for NDJSON, whose lines are kept whole. */
  header: readonly string[] | null;
  encoding: string;
}

/** The most bytes of a row, and the most columns. */
export const MAX_ROW_BYTES = 1024 * 1024;
const MAX_COLUMNS = 1_000;
const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Rows that are taken apart together, which is a lot cheaper than one by one. */
const BATCH = 500;

/**
 * Finds out how the rows are laid out by the beginning of the text, and where the first of them begins.
 * @throws `file_header_invalid`, `file_not_text`
 */
export function detectRows(head: Buffer, layout: FileLayout, encoding: string): { form: RowForm; first: Place } {
  const newline = head.includes(0x0a) || !head.includes(0x0d) ? '\n' : '\r';
  const plain: RowForm = { newline, delimiter: ',', quote: '', header: null, encoding };
  if (layout.format === 'ndjson') return { form: plain, first: { offset: 0, line: 1 } };
  const { quote } = layout;
  const delimiter = layout.delimiter ?? detectDelimiter(head, newline, quote);
  const form: RowForm = { ...plain, delimiter, quote };
  const framer = createFramer(form, { offset: 0, line: 1 });
  const [header, second] = framer.push(head, true);
  const isCut = second === undefined && head.length >= HEAD_BYTES;
  if (header === undefined || header.fault !== null || isCut) {
    throw headerInvalid('The file has no header that can be read');
  }
  const first = second === undefined ? framer.next : { offset: second.offset, line: second.line };
  return { form: { ...form, header: readHeader(header, form) }, first };
}

/** The mark that stands most often in the first line, outside of quotes. */
function detectDelimiter(head: Buffer, newline: string, quote: string): string {
  const line = head.toString('latin1').trimStart().split(newline, 1)[0] ?? '';
  const outside =
    quote === ''
      ? line
      : line
          .split(quote)
          .filter((_, at) => at % 2 === 0)
          .join('');
  const counts = DELIMITERS.map((one) => ({ one, count: outside.split(one).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.one ?? ',';
}

function readHeader(frame: Frame, form: RowForm): string[] {
  const text = createDecoder(form.encoding)(frame.bytes);
  if (text === null) throw headerInvalid(`The header is not valid ${form.encoding.toUpperCase()}`);
  const names = (parseCsv(text, form)?.[0] ?? []).map((name) => name.trim());
  // A delimiter at the end of each line makes a last column without a name.
  while (names.at(-1) === '') names.pop();
  if (names.length === 0) throw headerInvalid('The header names no column');
  if (names.length > MAX_COLUMNS)
    throw headerInvalid(`The header has ${names.length} columns; ${MAX_COLUMNS} are possible`);
  const unnamed = names.indexOf('');
  if (unnamed >= 0) throw headerInvalid(`Column ${unnamed + 1} of the header has no name`);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw headerInvalid(`The header names the column ${JSON.stringify(twice.slice(0, 100))} twice`);
  if (names.includes('__proto__')) throw headerInvalid('No column may be called __proto__');
  return names;
}

function headerInvalid(message: string): PipelineError {
  return new PipelineError('file_header_invalid', message);
}

function createFramer({ newline, quote, delimiter }: RowForm, from: Place): RecordFramer {
  const byte = (text: string) => text.charCodeAt(0);
  const quoted = quote === '' ? null : byte(quote);
  return new RecordFramer(
    { newline: byte(newline), quote: quoted, delimiter: byte(delimiter), maxBytes: MAX_ROW_BYTES },
    from,
  );
}

/** Reads the rows of a text from a place on; a bad one is a value among the others. */
export async function* readRows(
  text: AsyncIterable<Uint8Array>,
  form: RowForm,
  from: Place,
): AsyncGenerator<RowBatch, void, undefined> {
  const framer = createFramer(form, from);
  const reader = createRowReader(form);
  for await (const chunk of text) yield* batches(framer.push(chunk), framer.next, reader);
  yield* batches(framer.push(new Uint8Array(), true), framer.next, reader);
}

function* batches(frames: Frame[], next: Place, reader: (frames: Frame[]) => FileRow[]): Generator<RowBatch> {
  for (let at = 0; at < frames.length; at += BATCH) {
    const following = frames[at + BATCH];
    const place = following === undefined ? next : { offset: following.offset, line: following.line };
    yield { rows: reader(frames.slice(at, at + BATCH)), next: place };
  }
}

function createRowReader(form: RowForm): (frames: Frame[]) => FileRow[] {
  const decode = createDecoder(form.encoding);
  const readOne = (frame: Frame): FileRow => toRow(frame, readFrame(frame, form, decode), form);
  return (frames) => {
    const together = form.header === null ? null : readTogether(frames, form, decode);
    if (together === null) return frames.map(readOne);
    return frames.map((frame, at) => toRow(frame, { cells: together[at] ?? [] }, form));
  };
}

type Taken = { cells: string[] } | { text: string } | { fault: ErrorCode; why: string; kept: object };

type Decode = (bytes: Uint8Array) => string | null;

/** The cells of all, where every one is a good row; null where one of them may not be. */
function readTogether(frames: readonly Frame[], form: RowForm, decode: Decode): string[][] | null {
  if (frames.some(({ fault }) => fault !== null)) return null;
  const quote = form.quote === '' ? null : form.quote.charCodeAt(0);
  const isQuoted = ({ bytes }: Frame) => quote !== null && bytes.includes(quote);
  // Most rows have no quotes, and these need no parser.
  const plain = cellsOf(
    frames.filter((frame) => !isQuoted(frame)),
    decode,
    (text) => text.split('\n').map((line) => line.split(form.delimiter)),
  );
  const quoted = cellsOf(frames.filter(isQuoted), decode, (text) => parseCsv(text, form));
  if (plain === null || quoted === null) return null;
  const [nextQuoted, nextPlain] = [quoted.values(), plain.values()];
  return frames.map((frame) => (isQuoted(frame) ? nextQuoted : nextPlain).next().value ?? []);
}

function cellsOf(frames: readonly Frame[], decode: Decode, split: (text: string) => string[][] | null) {
  if (frames.length === 0) return [];
  const newline = Buffer.from('\n');
  const text = decode(Buffer.concat(frames.flatMap(({ bytes }, at) => (at === 0 ? [bytes] : [newline, bytes]))));
  const records = text === null || text.includes('\0') ? null : split(text);
  return records?.length === frames.length ? records : null;
}

function readFrame({ bytes, fault }: Frame, form: RowForm, decode: Decode): Taken {
  const text = decode(bytes);
  if (text === null) {
    const kept = { bytes: bytes.toString('base64') };
    return { fault: 'encoding_invalid', why: `is not valid ${form.encoding.toUpperCase()}`, kept };
  }
  const kept = { text };
  if (fault === 'row_too_large') return { fault, why: `has more than ${MAX_ROW_BYTES} bytes`, kept };
  if (fault !== null) return { fault, why: 'has quotes that make no sense', kept };
  if (text.includes('\0')) return { fault: 'row_invalid', why: 'holds a NUL character', kept };
  if (form.header === null) return kept;
  const [cells, ...more] = parseCsv(text, form) ?? [];
  return cells === undefined || more.length > 0
    ? { fault: 'row_invalid', why: 'has quotes that make no sense', kept }
    : { cells };
}

function toRow({ line, offset, bytes }: Frame, taken: Taken, { header }: RowForm): FileRow {
  if ('text' in taken) return { line, offset, text: taken.text };
  if ('fault' in taken) return toFault({ line, offset }, taken.fault, taken.why, taken.kept);
  const names = header ?? [];
  const { cells } = taken;
  while (cells.length > names.length && cells.at(-1) === '') cells.pop();
  if (cells.length === names.length) {
    return { line, offset, cells: Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ''])) };
  }
  const why = `has ${cells.length} columns, and the header ${names.length}`;
  return toFault({ line, offset }, 'row_invalid', why, { cells: cells.slice(0, MAX_COLUMNS), bytes: bytes.length });
}

function toFault({ line, offset }: Place, code: ErrorCode, why: string, kept: object): FileRow {
  return { line, offset, fault: new PipelineError(code, `Line ${line} ${why}`), kept };
}

/** The cells of each record; null where the text is not what it was framed as. A quote within a field that has none around it is text. */
function parseCsv(text: string, { delimiter, quote }: RowForm): string[][] | null {
  try {
    return parse(text, {
      delimiter,
      quote: quote === '' ? null : quote,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
    });
  } catch {
    return null;
  }
}
