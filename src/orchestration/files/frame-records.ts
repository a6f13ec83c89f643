/** One record of a text file as its bytes, without the line end; with a `fault` only what is kept of it. */
export interface Frame {
  /** The line in which it begins, from 1, and the byte. */
  line: number;
  offset: number;
  bytes: Buffer;
  fault: 'row_invalid' | 'row_too_large' | null;
}

/** How records are told from each other. Bytes below 128 must mean what they mean in ASCII. */
export interface Framing {
  newline: number;
  /** Null where line ends always end a record. */
  quote: number | null;
  delimiter: number;
  maxBytes: number;
}

/** Where the next record begins. */
export interface Place {
  offset: number;
  line: number;
}

const CARRIAGE_RETURN = 0x0d;
/** What is kept of a record that is too large. */
const KEPT_BYTES = 64 * 1024;
const OPEN = -1;
const BROKEN = -2;

/**
 * Takes text apart into records, in flat memory: line ends within quotes belong to the field. A record whose quotes make no sense, or
 * that grows too large, costs its first line only: framing goes on with the next one. Empty lines are passed over.
 */
export class RecordFramer {
  readonly #framing: Framing;
  #rest: Buffer = Buffer.alloc(0);
  #next: Place;
  #skipping = false;
  #quoteAt = -1;

  constructor(framing: Framing, from: Place) {
    this.#framing = framing;
    this.#next = { ...from };
  }

  /** Where the first record begins that was not given yet. */
  get next(): Place {
    return { ...this.#next };
  }

  /** The records that end within what has come; with `isLast` also the one that ends with the text. */
  push(chunk: Uint8Array, isLast = false): Frame[] {
    const data = this.#rest.length === 0 ? toBuffer(chunk) : Buffer.concat([this.#rest, chunk]);
    const frames: Frame[] = [];
    this.#quoteAt = -1;
    let at = this.#skip(data);
    while (at < data.length) {
      const end = this.#frame(data, at, isLast, frames);
      if (end === OPEN) break;
      at = end;
    }
    this.#rest = data.subarray(at);
    return frames;
  }

  /** Passes over the rest of a line that was too large. */
  #skip(data: Buffer): number {
    if (!this.#skipping) return 0;
    const end = data.indexOf(this.#framing.newline);
    this.#skipping = end < 0;
    return this.#advance(0, end < 0 ? data.length : end + 1, end < 0 ? 0 : 1);
  }

  #advance(from: number, to: number, lines: number): number {
    this.#next = { offset: this.#next.offset + to - from, line: this.#next.line + lines };
    return to;
  }

  /** Frames the record that begins at `at` and gives where the next one does; OPEN when more must come first. */
  #frame(data: Buffer, at: number, isLast: boolean, frames: Frame[]): number {
    const { newline, quote, maxBytes } = this.#framing;
    const lineEnd = data.indexOf(newline, at);
    if (quote !== null && this.#quoteAt < at) this.#quoteAt = indexOrEnd(data, quote, at);
    const isPlain = quote === null || (lineEnd >= 0 ? this.#quoteAt > lineEnd : this.#quoteAt === data.length);
    const end = isPlain ? lineEnd : this.#findEnd(data, at, isLast);
    const isWaiting = end < 0 && !(end === BROKEN && lineEnd >= 0);
    if (isWaiting && !isLast && data.length - at <= maxBytes) return OPEN;
    if (end >= 0) return this.#give(data, at, end, end - at > maxBytes ? 'row_too_large' : null, frames);
    if (lineEnd >= 0)
      return this.#give(data, at, lineEnd, end === BROKEN || isLast ? 'row_invalid' : 'row_too_large', frames);
    if (data.length - at > maxBytes) {
      this.#skipping = !isLast;
      return this.#give(data, at, data.length, 'row_too_large', frames);
    }
    return this.#give(data, at, data.length, isPlain ? null : 'row_invalid', frames);
  }

  #give(data: Buffer, at: number, end: number, fault: Frame['fault'], frames: Frame[]): number {
    const { newline } = this.#framing;
    const hasReturn = end > at && newline !== CARRIAGE_RETURN && data[end - 1] === CARRIAGE_RETURN;
    const bytes = data.subarray(at, hasReturn ? end - 1 : end);
    const { line, offset } = this.#next;
    if (bytes.length > 0) {
      const kept = fault === null ? bytes : Buffer.from(bytes.subarray(0, KEPT_BYTES));
      frames.push({ line, offset, bytes: kept, fault });
    }
    const isCut = this.#skipping && end === data.length;
    return this.#advance(at, Math.min(end + 1, data.length), isCut ? 0 : countOf(data, newline, at, end) + 1);
  }

  /** The end of a record in which there are quotes. */
  #findEnd(data: Buffer, from: number, isLast: boolean): number {
    for (let at = from; ; at += 1) {
      at = this.#findFieldEnd(data, at, isLast);
      if (at < 0 || data[at] === this.#framing.newline) return at;
      if (at >= data.length) return isLast ? data.length : OPEN;
    }
  }

  /** Where the field that begins at `from` is over: at a delimiter, a line end, or the end of what has come. */
  #findFieldEnd(data: Buffer, from: number, isLast: boolean): number {
    const { newline, delimiter, quote } = this.#framing;
    if (data[from] !== quote) {
      let at = from;
      while (at < data.length && data[at] !== delimiter && data[at] !== newline) at += 1;
      return at;
    }
    const end = this.#findQuoteEnd(data, from + 1, isLast);
    if (end < 0) return end;
    const hasReturn = data[end] === CARRIAGE_RETURN && newline !== CARRIAGE_RETURN;
    const at = hasReturn ? end + 1 : end;
    if (at >= data.length) return isLast ? data.length : OPEN;
    return data[at] === newline || (data[at] === delimiter && !hasReturn) ? at : BROKEN;
  }

  /** The place behind the quote that closes the field; a doubled quote is one of its characters. */
  #findQuoteEnd(data: Buffer, from: number, isLast: boolean): number {
    const quote = this.#framing.quote ?? 0;
    for (let at = data.indexOf(quote, from); at >= 0; at = data.indexOf(quote, at + 2)) {
      if (at + 1 === data.length) return isLast ? data.length : OPEN;
      if (data[at + 1] !== quote) return at + 1;
    }
    return OPEN;
  }
}

function toBuffer(chunk: Uint8Array): Buffer {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

function indexOrEnd(data: Buffer, byte: number, from: number): number {
  const at = data.indexOf(byte, from);
  return at < 0 ? data.length : at;
}

function countOf(data: Buffer, byte: number, from: number, end: number): number {
  let count = 0;
  for (let at = data.indexOf(byte, from); at >= 0 && at < end; at = data.indexOf(byte, at + 1)) count += 1;
  return count;
}
