import pLimit from 'p-limit';
import { PipelineError } from '../../model/errors.js';
import { type FlatFile, MAX_PROBLEMS } from '../../model/flat-file.js';
import type { HeldFile } from '../../ports/files.js';
import { deadLetter } from '../dead-letter.js';
import { enqueue } from '../enqueue.js';
import type { FilePorts } from './file-ports.js';
import type { FileRecord } from './file-records.js';
import type { Place } from './frame-records.js';
import type { RowGroup, RowGrouper } from './group-rows.js';
import type { RowBatch } from './read-rows.js';

const WAVE_CHARACTERS = 8_000_000;
/** Records of one queue blob, and blobs and dead letters that are written at once. */
const BLOB_RECORDS = 500;
const WIDTH = 8;
/** From so many bad rows on they may not be more than the good ones: then it is the wrong file or the wrong layout. */
const MAX_BAD = 1_000;

/** What reading goes by. */
export interface RowSource {
  batches: AsyncIterable<RowBatch>;
  grouper: RowGrouper;
  toRecord(group: RowGroup): FileRecord;
  isLate(): boolean;
  /** Rows that become durable together, and then the place behind them. */
  waveRows: number;
}

/**
 * Queues the rows of a file, wave after wave, and notes the place behind each wave once it is durable. What was queued before a crash is
 * queued again under the same names and ids, and ends as a duplicate.
 * @throws `file_too_bad`, and what the stores throw
 */
export async function queueFile(ports: FilePorts, held: HeldFile, source: RowSource): Promise<'done' | 'continue'> {
  let wave: FileRecord[] = [];
  let next: Place = held.file.progress;
  for await (const batch of source.batches) {
    wave.push(...source.grouper.push(batch.rows).map(source.toRecord));
    const { open } = source.grouper;
    next = open === null ? batch.next : { offset: open.offset, line: open.line };
    if (!isFull(wave, source.waveRows)) continue;
    await flush(ports, held, wave, next);
    wave = [];
    if (source.isLate()) return 'continue';
  }
  wave.push(...source.grouper.end().map(source.toRecord));
  await flush(ports, held, wave, next);
  return 'done';
}

function isFull(wave: readonly FileRecord[], waveRows: number): boolean {
  let [rows, characters] = [0, 0];
  for (const record of wave) {
    rows += record.rows;
    characters += record.envelopes[0].raw.length;
  }
  return rows >= waveRows || characters >= WAVE_CHARACTERS;
}

async function flush(ports: FilePorts, held: HeldFile, wave: readonly FileRecord[], next: Place): Promise<void> {
  const limit = pLimit(WIDTH);
  const wanted = wave.filter(({ error }) => error === null);
  const bad = wave.filter(({ error }) => error !== null && error.code !== 'record_filtered');
  const blobs = Array.from({ length: Math.ceil(wanted.length / BLOB_RECORDS) }, (_, at) =>
    wanted.slice(at * BLOB_RECORDS, (at + 1) * BLOB_RECORDS),
  );
  const written = [
    ...blobs.map((records) =>
      limit(() => enqueue(ports.queue, sourceOf(held.file, records), records.map(envelopesOf))),
    ),
    ...bad.map((record) => limit(() => putAside(ports, record))),
  ];
  // All are awaited even if one fails: what is under way must not go on behind the caller's back.
  const failed = (await Promise.allSettled(written)).find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const file = count(held.file, wave, wanted.length, bad);
  await held.save({
    ...file,
    progress: { offset: next.offset, line: next.line },
    updatedAt: ports.clock.now().toISOString(),
  });
  if (file.counts.bad > MAX_BAD && file.counts.bad > file.counts.queued) {
    throw new PipelineError(
      'file_too_bad',
      `${file.counts.bad} rows are bad and ${file.counts.queued} good: the rest is not read`,
    );
  }
}

const envelopesOf = ({ envelopes }: FileRecord) => envelopes;

/** Names follow from the file and the lines, so that a wave that is read again writes each blob once. */
function sourceOf({ id }: FlatFile, records: readonly FileRecord[]): string {
  return `file|${id}|${records[0]?.line}|${records.at(-1)?.line}`;
}

async function putAside(ports: FilePorts, { envelopes: [envelope], error }: FileRecord): Promise<void> {
  if (error === null) return;
  const line = { text: JSON.stringify(envelope), envelope, group: envelope.eventId };
  await deadLetter(ports, line, error, ports.clock.now());
}

function count(file: FlatFile, wave: readonly FileRecord[], queued: number, bad: readonly FileRecord[]): FlatFile {
  const { counts } = file;
  const badRows = bad.reduce((sum, { rows }) => sum + rows, 0);
  const problemCounts = { ...file.problemCounts };
  for (const { error } of bad) problemCounts[error?.code ?? ''] = (problemCounts[error?.code ?? ''] ?? 0) + 1;
  const problems = bad.slice(0, MAX_PROBLEMS - file.problems.length).map(({ line, error }) => ({
    line,
    code: error?.code ?? '',
    message: error?.message ?? '',
  }));
  return {
    ...file,
    counts: {
      rows: counts.rows + wave.reduce((sum, { rows }) => sum + rows, 0),
      queued: counts.queued + queued,
      filtered: counts.filtered + wave.length - queued - bad.length,
      bad: counts.bad + badRows,
    },
    problems: [...file.problems, ...problems],
    problemCounts,
  };
}
