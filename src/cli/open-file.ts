import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { CommandError } from './output/failure.js';

/** A file of this machine, to be sent as it is read. */
export interface LocalFile {
  name: string;
  format: 'csv' | 'ndjson' | undefined;
  chunks: AsyncIterable<Uint8Array>;
}

/** Opens a file that may be larger than the memory. @throws CommandError `file_unreadable` */
export async function openFile(path: string): Promise<LocalFile> {
  try {
    await access(path);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new CommandError('file_unreadable', `${path} cannot be read (${reason})`, 'Name a CSV or NDJSON file.');
  }
  const name = basename(path);
  const format = /\.(ndjson|jsonl)$/i.test(name) ? 'ndjson' : /\.(csv|tsv|txt)$/i.test(name) ? 'csv' : undefined;
  return { name, format, chunks: createReadStream(path, { highWaterMark: 1024 * 1024 }) };
}
