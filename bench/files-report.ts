import type { FileRead } from './read-file-process.js';
import { table } from './table.js';

/** What the files part gave. */
export type FilesReport = readonly FileRead[];

/** The section on flat files. */
export function formatFiles(results: FilesReport): string {
  const rows = results.map(({ rows: count, bytes, dropped, read, peakRssMb }) => [
    String(count),
    (bytes / 1024 ** 2).toFixed(1),
    (bytes / 1024 ** 2 / dropped.seconds).toFixed(1),
    read.seconds.toFixed(1),
    (count / read.seconds).toFixed(0),
    ((read.cpuSeconds / count) * 1e6).toFixed(0),
    peakRssMb.toFixed(0),
  ]);
  const head = ['rows', 'MB', 'taken in, MB/s', 'read in, s', 'rows/s', 'µs of CPU a row', 'peak RSS, MB'];
  return `## Files

A price file (decimal commas, a quoted name, a column that means nothing) is taken in block by block and read by a process of its own: framed, taken apart, mapped, checked and
written to queue blobs of 500 records; nothing is processed. The peak is that of the whole process, start-up and the making of the file included.

${table(head, rows)}`;
}
