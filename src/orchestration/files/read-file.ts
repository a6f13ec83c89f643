import { createHash } from 'node:crypto';
import { PipelineError, toPipelineError } from '../../model/errors.js';
import type { FileLayout } from '../../model/file-layout.js';
import { type DroppedBlob, type FlatFile, isEnded, newFlatFile } from '../../model/flat-file.js';
import type { Profile } from '../../model/profile.js';
import type { HeldFile } from '../../ports/files.js';
import { loadProfile } from '../load-profile.js';
import { whileRenewing } from '../while-renewing.js';
import { chooseLayout } from './choose-layout.js';
import type { FilePorts } from './file-ports.js';
import { createRecordMaker } from './file-records.js';
import { detectText, encodingOfBytes, headOfText, openText, readHead } from './file-text.js';
import { createGrouper } from './group-rows.js';
import { queueFile, type RowSource } from './queue-file.js';
import { mappingOf } from './read-file-rows.js';
import { detectRows, readRows } from './read-rows.js';

/** How long a run may take until it leaves the rest to the sweeper, and after how many rows it notes where it stands. */
export interface ReadingPace {
  budgetMs: number;
  waveRows: number;
}

/** Four minutes, well within the time that a function may take, and 4,000 rows. */
export const readingPace: ReadingPace = { budgetMs: 4 * 60_000, waveRows: 4_000 };

/** How reading a file ended; `busy` = somebody else reads it, `gone` = there is nothing to read. */
export interface FileSummary {
  fileId: string | null;
  profileId: string | null;
  status: FlatFile['status'] | 'busy' | 'gone';
  rows: number;
  queued: number;
  bad: number;
  message: string;
}

/**
 * Reads a dropped file and queues its rows; called again it goes on where it stood. A file that cannot be read stays where it is, and its
 * document says why. What may pass, such as an outage, is thrown, and the sweeper comes back.
 */
export async function readFile(ports: FilePorts, name: string, pace: ReadingPace = readingPace): Promise<FileSummary> {
  const blob = await ports.drop.find(name);
  if (blob === null) return toSummary(null, 'gone', 'The file is gone');
  const fresh = newFlatFile(blob, ports.clock.now());
  const known = await ports.files.read(fresh.profileId, fresh.id);
  if (known !== null && isEnded(known)) return toSummary(known, known.status, 'The file was read before');
  const held = await ports.files.hold(fresh);
  if (held === null) return toSummary(fresh, 'busy', 'Somebody else reads the file');
  try {
    if (!isEnded(held.file)) await whileRenewing(held, ports.clock, () => readHeld(ports, held, blob, pace));
    const { file } = held;
    return toSummary(file, file.status, file.error?.message ?? file.status);
  } finally {
    await held.release();
  }
}

async function readHeld(ports: FilePorts, held: HeldFile, blob: DroppedBlob, pace: ReadingPace): Promise<void> {
  const startedAt = ports.clock.now();
  try {
    const isLate = () => ports.clock.now().getTime() - startedAt.getTime() > pace.budgetMs;
    const end = await read(ports, held, blob, { isLate, waveRows: pace.waveRows });
    if (end !== 'continue') await finish(ports, held, { status: end });
  } catch (error) {
    const { code, message, disposition } = toPipelineError(error);
    if (disposition === 'retry') throw error;
    await finish(ports, held, { status: 'failed', error: { code, message } });
  }
}

async function finish(ports: FilePorts, held: HeldFile, end: Partial<FlatFile>): Promise<void> {
  const now = ports.clock.now().toISOString();
  await held.save({ ...held.file, ...end, updatedAt: now, finishedAt: now });
}

async function read(
  ports: FilePorts,
  held: HeldFile,
  blob: DroppedBlob,
  pace: Pick<RowSource, 'isLate' | 'waveRows'>,
): Promise<'done' | 'duplicate' | 'continue'> {
  const { profile, layout } = await openLayout(ports, held.file, blob);
  const head = await readHead(ports.drop, blob);
  const text = detectText(head, layout.encoding);
  const { form, first } = detectRows(headOfText(head, text), layout, encodingOfBytes(text));
  const mapping = form.header === null ? null : mappingOf(layout, form.header);
  if (mapping !== null && form.header !== null) checkHeader(mapping, form.header);
  await begin(ports, held, blob, layout, mapping?.ignored ?? []);
  const twin = await claimContent(ports, held.file, layout);
  if (twin !== null) {
    await held.save({ ...held.file, duplicateOf: twin });
    return 'duplicate';
  }
  const from = held.file.progress.line === 0 ? first : held.file.progress;
  const { findChannel } = ports;
  const receivedAt = held.file.startedAt ?? ports.clock.now().toISOString();
  return queueFile(ports, held, {
    batches: readRows(openText(ports.drop, blob, text, from), form, from),
    grouper: createGrouper(mapping?.groupBy ?? null),
    toRecord: createRecordMaker({ file: held.file, profile, layout, mapping, receivedAt, findChannel }),
    ...pace,
  });
}

async function openLayout(
  ports: FilePorts,
  file: FlatFile,
  { size, metadata }: DroppedBlob,
): Promise<{ profile: Profile; layout: FileLayout }> {
  if (size > ports.fileLimits.maxBytes) {
    throw new PipelineError('file_too_large', `The file has ${size} bytes; ${ports.fileLimits.maxBytes} are possible`);
  }
  // Whoever mends a layout and has its file read again must not meet the old one.
  ports.profiles.forget(file.profileId);
  const { profile } = await loadProfile(ports, file.profileId);
  const { layout, type, format } = metadata;
  const said = format === 'ndjson' || format === 'csv' ? format : undefined;
  return { profile, layout: chooseLayout(profile, { name: file.name, layout, type, format: said }) };
}

/** The columns of the id must be there: without them no row is a record. */
function checkHeader({ mapping }: ReturnType<typeof mappingOf>, header: readonly string[]): void {
  const [fault] = mapping.faults;
  if (fault !== undefined) {
    throw new PipelineError(
      'file_header_invalid',
      `The header has no column for ${fault.path.at(-1)}, which ${fault.message}`,
    );
  }
  const id = mapping.rules.find(({ keys }) => keys.join('.') === 'id');
  const columns = (id?.sources ?? [])
    .map(({ path }) => path.at(-1))
    .map((step) => (step && 'key' in step ? step.key : ''));
  if (columns.some((column) => header.includes(column))) return;
  const found = header.slice(0, 10).join(', ').slice(0, 200);
  throw new PipelineError(
    'file_header_invalid',
    `The header has no column ${columns.join(' or ')} for the id; it has: ${found}`,
  );
}

/** Notes what is known of the file before its first row is read: how it is read, and the hash of its content. */
async function begin(
  ports: FilePorts,
  held: HeldFile,
  blob: DroppedBlob,
  layout: FileLayout,
  ignored: readonly string[],
): Promise<void> {
  const { file } = held;
  if (file.sha256 !== null) return;
  const now = ports.clock.now().toISOString();
  const sha256 = blob.metadata.sha256 ?? (await hashOf(ports, blob));
  const known = { layout: layout.name, type: layout.type, ignoredColumns: ignored.slice(0, 100), sha256 };
  await held.save({ ...file, ...known, status: 'reading', startedAt: now, updatedAt: now });
}

async function hashOf({ drop }: FilePorts, blob: DroppedBlob): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of drop.open(blob, 0)) hash.update(chunk);
  return hash.digest('base64url');
}

/**
 * The file that had the same content, if that was the last one that was read with this layout; else this one is the last from now on.
 * Content that came before another one is no duplicate: whoever puts it again wants it back. Nor is that of a file that failed.
 */
async function claimContent(ports: FilePorts, file: FlatFile, layout: FileLayout): Promise<string | null> {
  const content = { sha256: file.sha256 ?? '', fileId: file.id };
  for (;;) {
    const latest = await ports.files.readContent(file.profileId, layout.name);
    if (latest?.content.fileId === file.id) return null;
    if (latest?.content.sha256 === content.sha256) {
      const twin = await ports.files.read(file.profileId, latest.content.fileId);
      if (twin !== null && twin.status !== 'failed') return twin.id;
    }
    if (await ports.files.writeContent(file.profileId, layout.name, content, latest?.etag ?? null)) return null;
  }
}

function toSummary(file: FlatFile | null, status: FileSummary['status'], message: string): FileSummary {
  const { rows = 0, queued = 0, bad = 0 } = file?.counts ?? {};
  return { fileId: file?.id ?? null, profileId: file?.profileId ?? null, status, rows, queued, bad, message };
}
