import { PipelineError } from '../../model/errors.js';
import { type FlatFile, newFlatFile } from '../../model/flat-file.js';
import type { Profile } from '../../model/profile.js';
import { hashName } from '../../model/record-key.js';
import type { RecordType } from '../../model/record-type.js';
import type { Clock } from '../../ports/clock.js';
import type { Drop } from '../../ports/drop.js';
import type { Files } from '../../ports/files.js';
import type { Ids } from '../../ports/ids.js';
import { chooseLayout } from './choose-layout.js';
import type { FileLimits } from './file-ports.js';

/** What taking a file in needs: blob storage only. */
export interface DropPorts {
  drop: Drop;
  files: Files;
  fileLimits: FileLimits;
  clock: Clock;
  ids: Ids;
}

/** A file that somebody sends: what is not said is found out by its name. */
export interface SentFile {
  profile: Profile;
  chunks: AsyncIterable<Uint8Array>;
  /** The sender's name of the file; without one it gets one of its type. */
  name?: string | undefined;
  type?: RecordType | undefined;
  layout?: string | undefined;
  format?: 'csv' | 'ndjson' | undefined;
  idempotencyKey: string | null;
}

/**
 * Puts a file into the drop, block by block as it comes, and gives its document. With an idempotency key the same file is put once.
 * @throws `file_layout_unknown`, `file_name_invalid`, `body_too_large`, `body_empty`, `idempotency_key_reused`
 */
export async function dropFile(ports: DropPorts, sent: SentFile): Promise<FlatFile> {
  const { profile, layout, type, format, idempotencyKey } = sent;
  // Asked now, so that the sender hears of it at once.
  const chosen = chooseLayout(profile, { name: sent.name ?? '', layout, type, format });
  const unique = idempotencyKey === null ? ports.ids.ulid() : hashName(idempotencyKey);
  const name = `${profile.id}/${unique}/${sent.name ?? `${chosen.type}.${chosen.format}`}`;
  const metadata = withoutAbsent({ format, type, layout });
  const put = await ports.drop.put(name, sent.chunks, { metadata, maxBytes: ports.fileLimits.maxBytes });
  const blob = put.blob ?? (await ports.drop.find(name));
  if (blob === null) throw new PipelineError('blob_unavailable', 'The file was deleted while it was put');
  if (blob.metadata.sha256 !== put.sha256) {
    throw new PipelineError('idempotency_key_reused', 'This Idempotency-Key came with another file before');
  }
  const file = newFlatFile(blob, ports.clock.now());
  // A sender who asks at once finds it; without this, as after a crash, it is written when the file is read.
  await ports.files.create(file);
  return (await ports.files.read(file.profileId, file.id)) ?? file;
}

/** What the sender said, and no more: with the name it leads to the same layout when the file is read. */
function withoutAbsent(hints: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(hints).filter((one): one is [string, string] => one[1] !== undefined));
}
