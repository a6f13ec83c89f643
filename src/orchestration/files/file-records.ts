import type { Envelope } from '../../model/envelope.js';
import { PipelineError, toPipelineError } from '../../model/errors.js';
import { type FileLayout, formatOfLayout } from '../../model/file-layout.js';
import { type FileMapping, mapRows } from '../../model/file-mapping.js';
import type { FlatFile } from '../../model/flat-file.js';
import type { Profile } from '../../model/profile.js';
import { hashName } from '../../model/record-key.js';
import type { Channel } from '../../ports/channel.js';
import { checkIncoming } from '../read-record.js';
import { type Reading, recordReader } from '../receive.js';
import type { RowGroup } from './group-rows.js';
import { formatRows, formatUnreadable } from './read-file-rows.js';
import type { FileRow } from './read-rows.js';

/** A record of a file: the envelopes that it becomes, its own first; `error` says why it is a dead letter, or that the profile does not want it. */
export interface FileRecord {
  line: number;
  rows: number;
  envelopes: [Envelope, ...Envelope[]];
  error: PipelineError | null;
}

/** What the records of a file are made with. */
export interface RecordSource {
  file: Pick<FlatFile, 'id'>;
  profile: Profile;
  layout: FileLayout;
  /** Null for NDJSON. */
  mapping: FileMapping | null;
  receivedAt: string;
  findChannel(key: string): Channel | null;
}

/**
 * Makes envelopes of groups of rows. Event ids and receipts follow from the file and the line, so that the same rows read again are
 * the same arrivals.
 */
export function createRecordMaker(source: RecordSource): (group: RowGroup) => FileRecord {
  const { profile, layout, mapping } = source;
  const format = layout.payload;
  const read = mapping === null ? recordReader(source, { profile, type: layout.type, format }) : null;
  return (group) => {
    const line = group.rows[0]?.line ?? 0;
    const raw = rawOf(group, layout);
    const end = readGroup(group, raw, source, read);
    const reading: Reading = end.reading ?? { recordId: '', sourceVersion: null, embedded: [] };
    const { recordId, sourceVersion, embedded } = reading;
    const toEnvelope = envelopeMaker(source, line, mapping === null);
    const own = toEnvelope({ type: layout.type, raw, recordId, sourceVersion }, 0);
    const inside = embedded.map((one, at) => toEnvelope(one, at + 1));
    return { line, rows: group.rows.length, envelopes: [own, ...inside], error: end.error };
  };
}

function readGroup(
  group: RowGroup,
  raw: string,
  { layout, mapping }: RecordSource,
  read: ((raw: string) => Reading) | null,
): { reading: Reading | null; error: PipelineError | null } {
  if (group.fault !== null) return { reading: null, error: group.fault };
  try {
    if (read !== null || mapping === null) return { reading: read?.(raw) ?? null, error: null };
    const record = checkIncoming(layout.type, mapRows(mapping, cellsOf(group.rows)));
    const sourceVersion = typeof record.updatedAt === 'string' ? record.updatedAt : null;
    return { reading: { recordId: record.id, sourceVersion, embedded: [] }, error: null };
  } catch (error) {
    const { code, message, path } = toPipelineError(error);
    const line = group.rows[0]?.line;
    const told = new PipelineError(code, `Line ${line}: ${message}`, {
      cause: error,
      ...(path === undefined ? {} : { path }),
    });
    if (told.disposition === 'retry') throw error;
    return { reading: null, error: told };
  }
}

function rawOf({ rows }: RowGroup, layout: FileLayout): string {
  const [first] = rows;
  if (first === undefined) return '';
  if ('text' in first) return first.text;
  return 'fault' in first
    ? formatUnreadable(layout, first.line, first.kept)
    : formatRows(layout, first.line, cellsOf(rows));
}

function cellsOf(rows: readonly FileRow[]) {
  return rows.flatMap((row) => ('cells' in row ? [row.cells] : []));
}

type Arrived = Pick<Envelope, 'type' | 'raw'> & { recordId: string; sourceVersion: string | null };

function envelopeMaker({ file, profile, layout, receivedAt }: RecordSource, line: number, isLine: boolean) {
  const place = `${file.id}-${String(line).padStart(9, '0')}`;
  const format = !isLine ? formatOfLayout(layout) : layout.payload === 'canonical' ? 'canonical' : profile.channel;
  return ({ type, raw, recordId, sourceVersion }: Arrived, inside: number): Envelope => ({
    schema: 1,
    eventId: hashName(JSON.stringify([profile.id, 'file', file.id, line, inside])),
    receipt: inside === 0 ? place : `${place}-${String(inside).padStart(5, '0')}`,
    profileId: profile.id,
    type,
    format,
    ...(recordId === '' ? {} : { recordId }),
    ...(sourceVersion === null ? {} : { sourceVersion }),
    origin: 'ingest',
    receivedAt,
    tries: 0,
    raw,
  });
}
