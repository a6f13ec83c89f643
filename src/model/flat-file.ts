import { z } from 'zod';
import { hashName } from './record-key.js';
import { recordType } from './record-type.js';

/** The most problems of rows that a file names one by one; all of them are counted, and are dead letters. */
export const MAX_PROBLEMS = 100;

const problem = z.object({ line: z.int(), code: z.string(), message: z.string() });

/** Where reading stands: the next byte of the text behind its byte order mark, and the line that it begins. Zero is before the header. */
const progress = z.object({ offset: z.int().default(0), line: z.int().default(0) });

const counts = z.object({
  /** Rows behind the header, good and bad. */
  rows: z.int().default(0),
  /** Records that were queued. */
  queued: z.int().default(0),
  /** Records that the filters of the profile leave out. */
  filtered: z.int().default(0),
  /** Rows that are dead letters instead. */
  bad: z.int().default(0),
});

/** One version of a file in the drop container, and how far it is read. */
export const flatFile = z.object({
  id: z.string(),
  /** The folder that it lies in; only a profile of this id makes it readable. */
  profileId: z.string(),
  name: z.string(),
  etag: z.string(),
  size: z.int(),
  droppedAt: z.string(),
  /** `waiting`, `reading`, and then one of the ends. */
  status: z.enum(['waiting', 'reading', 'done', 'duplicate', 'failed']).default('waiting'),
  layout: z.string().nullable().default(null),
  type: recordType.nullable().default(null),
  sha256: z.string().nullable().default(null),
  /** The file whose content it repeats. */
  duplicateOf: z.string().nullable().default(null),
  /** Columns that mean nothing to the layout. */
  ignoredColumns: z.array(z.string()).default([]),
  progress: progress.prefault({}),
  counts: counts.prefault({}),
  problems: z.array(problem).default([]),
  problemCounts: z.record(z.string(), z.int()).default({}),
  error: z.object({ code: z.string(), message: z.string() }).nullable().default(null),
  startedAt: z.string().nullable().default(null),
  updatedAt: z.string(),
  finishedAt: z.string().nullable().default(null),
});

/** One version of a file in the drop container. */
export type FlatFile = z.output<typeof flatFile>;

/** What lies in the drop container: one version of one blob. */
export interface DroppedBlob {
  name: string;
  etag: string;
  size: number;
  changedAt: Date;
  metadata: Readonly<Record<string, string>>;
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The id of a version of a blob: a ULID of the second in which it was written, so that files sort by time, and always the same. */
export function flatFileId({ name, etag, changedAt }: Pick<DroppedBlob, 'name' | 'etag' | 'changedAt'>): string {
  let time = '';
  for (let rest = Math.floor(changedAt.getTime() / 1_000) * 1_000; time.length < 10; rest = Math.floor(rest / 32)) {
    time = `${CROCKFORD[rest % 32]}${time}`;
  }
  const hash = Buffer.from(hashName(`${name}|${etag}`), 'base64url');
  return `${time}${Array.from(hash.subarray(0, 16), (byte) => CROCKFORD[byte % 32]).join('')}`;
}

/** The document of a file that nobody has looked at yet. */
export function newFlatFile(blob: DroppedBlob, now: Date): FlatFile {
  const [profileId = '', ...rest] = blob.name.split('/');
  return flatFile.parse({
    id: flatFileId(blob),
    profileId: rest.length === 0 ? '' : profileId,
    name: rest.length === 0 ? blob.name : rest.join('/'),
    etag: blob.etag,
    size: blob.size,
    droppedAt: blob.changedAt.toISOString(),
    updatedAt: now.toISOString(),
  });
}

/** Whether the file has reached its end; from then on its document never changes. */
export function isEnded({ status }: Pick<FlatFile, 'status'>): boolean {
  return status !== 'waiting' && status !== 'reading';
}
