import { randomUUID } from 'node:crypto';
import type { BlockBlobClient } from '@azure/storage-blob';
import { PipelineError } from '../model/errors.js';
import { reasonOf, statusOf, toBlobError } from './azure-error.js';

const BLOCK_BYTES = 4 * 1024 * 1024;

/** What goes with the blob, known once all of its bytes went by. */
export interface Finish<T> {
  metadata: Record<string, string>;
  result: T;
}

/**
 * Writes a new blob block by block, with one block in memory; the blob is there once all of it is. `isNew` is false where the name is
 * taken, and then nothing is changed.
 * @throws `body_too_large`, `body_empty`, `blob_*`
 */
export async function putBlocks<T>(
  blob: BlockBlobClient,
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
  finish: () => Finish<T>,
): Promise<{ isNew: boolean; result: T }> {
  // Blocks of two writers of one name must not be taken for each other's.
  const writer = randomUUID();
  const ids: string[] = [];
  for await (const block of toBlocks(chunks, maxBytes)) {
    const id = Buffer.from(`${writer}-${String(ids.length).padStart(6, '0')}`).toString('base64');
    await translated(() => blob.stageBlock(id, block, block.byteLength));
    ids.push(id);
  }
  if (ids.length === 0) throw new PipelineError('body_empty', 'The file is empty');
  const { metadata, result } = finish();
  try {
    await blob.commitBlockList(ids, { metadata: { ...metadata, upload: writer }, conditions: { ifNoneMatch: '*' } });
    return { isNew: true, result };
  } catch (error) {
    if (!isTaken(error)) throw toBlobError(error);
    return { isNew: await isOwn(blob, writer), result };
  }
}

/** Another writer's commit takes the blocks of this one away; a repeat of a commit whose answer was lost meets its own blob. */
const isTaken = (error: unknown) =>
  statusOf(error) === 412 || ['BlobAlreadyExists', 'InvalidBlockList'].includes(reasonOf(error) ?? '');

async function isOwn(blob: BlockBlobClient, writer: string): Promise<boolean> {
  const { metadata = {} } = await translated(() => blob.getProperties());
  return metadata.upload === writer;
}

async function* toBlocks(chunks: AsyncIterable<Uint8Array>, maxBytes: number): AsyncIterable<Buffer> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  let total = 0;
  for await (const chunk of chunks) {
    total += chunk.byteLength;
    if (total > maxBytes) throw new PipelineError('body_too_large', `The file is larger than ${maxBytes} bytes`);
    waiting.push(chunk);
    size += chunk.byteLength;
    if (size < BLOCK_BYTES) continue;
    yield Buffer.concat(waiting, size);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting, size);
}

async function translated<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw toBlobError(error);
  }
}
