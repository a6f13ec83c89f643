import { fork } from 'node:child_process';
import { once } from 'node:events';
import { withEmulators } from './emulators.js';
import type { FileRead, ReadRequest } from './read-file-process.js';

const READER = new URL('./read-file-process.js', import.meta.url);

/** A tenth of the rows and then all of them: flat memory is that the second needs no more than the first. */
export async function runFiles(rows: number, say: (line: string) => void): Promise<FileRead[]> {
  const results: FileRead[] = [];
  for (const count of [Math.ceil(rows / 10), rows]) {
    results.push(await withEmulators((connection) => readOnce({ connection, rows: count })));
    say(`Files: ${count} rows done`);
  }
  return results;
}

/** Drops and reads a file in a process of its own, whose peak of memory is then that of the file. */
async function readOnce(request: ReadRequest): Promise<FileRead> {
  const child = fork(READER);
  child.send(request);
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [FileRead | number];
  if (typeof message !== 'object') throw new Error('The process that reads the file ended without a result');
  return message;
}
