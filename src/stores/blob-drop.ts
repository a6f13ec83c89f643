import { createHash } from 'node:crypto';
import type { BlobItem, ContainerClient } from '@azure/storage-blob';
import { PipelineError } from '../model/errors.js';
import type { DroppedBlob } from '../model/flat-file.js';
import type { Drop } from '../ports/drop.js';
import { reasonOf, statusOf, toBlobError } from './azure-error.js';
import type { BlobOptions } from './blob-container.js';
import { putBlocks } from './put-blocks.js';

/** Retries of one download, each of which goes on where the connection broke. */
const DOWNLOAD_RETRIES = 5;

/** Dropped files as blobs of one container. Their names are the senders', so they are never made up from parts here. */
export function createBlobDrop({ container }: BlobOptions): Drop {
  const find = (name: string) => findBlob(container, name);
  return {
    find,
    open: (blob, offset) => download(container, blob, offset),
    async put(name, chunks, { metadata, maxBytes }) {
      const hash = createHash('sha256');
      const sum = (): string => hash.digest('base64url');
      const hashed = hashing(chunks, (chunk) => hash.update(chunk));
      const put = await putBlocks(container.getBlockBlobClient(checkName(name)), hashed, maxBytes, () => {
        const sha256 = sum();
        return { metadata: { ...metadata, sha256 }, result: sha256 };
      });
      return { blob: put.isNew ? await find(name) : null, sha256: put.result };
    },
    async touch(name) {
      const blob = await find(name);
      if (blob === null) return null;
      const touched = { ...blob.metadata, touched: String(Number(blob.metadata.touched ?? 0) + 1) };
      await translated(() =>
        container.getBlobClient(checkName(name)).setMetadata(touched, { conditions: { ifMatch: quoted(blob.etag) } }),
      );
      return find(name);
    },
    async delete({ name, etag }) {
      try {
        await container.deleteBlob(checkName(name), { conditions: { ifMatch: quoted(etag) } });
      } catch (error) {
        if (!isGone(error)) throw toBlobError(error);
      }
    },
    async *list() {
      const pages = container.listBlobsFlat({ includeMetadata: true }).byPage({ maxPageSize: 1_000 });
      for (;;) {
        const page = await translated(() => pages.next());
        if (page.done) return;
        yield* page.value.segment.blobItems.map(toDropped);
      }
    },
  };
}

async function* hashing(chunks: AsyncIterable<Uint8Array>, update: (chunk: Uint8Array) => unknown) {
  for await (const chunk of chunks) {
    update(chunk);
    yield chunk;
  }
}

async function findBlob(container: ContainerClient, name: string): Promise<DroppedBlob | null> {
  try {
    const found = await container.getBlobClient(checkName(name)).getProperties();
    const { etag = '', contentLength = 0, lastModified = new Date(0), metadata = {} } = found;
    return { name, etag: bare(etag), size: contentLength, changedAt: lastModified, metadata };
  } catch (error) {
    // A HEAD has no body that could tell a missing blob from a missing container.
    if (statusOf(error) === 404 && (await translated(() => container.exists()))) return null;
    throw toBlobError(error);
  }
}

async function* download(container: ContainerClient, blob: DroppedBlob, offset: number): AsyncIterable<Uint8Array> {
  if (offset >= blob.size) return;
  try {
    const client = container.getBlobClient(checkName(blob.name));
    const answer = await client.download(offset, undefined, {
      conditions: { ifMatch: quoted(blob.etag) },
      maxRetryRequests: DOWNLOAD_RETRIES,
    });
    for await (const chunk of answer.readableStreamBody ?? []) yield chunk as Buffer;
  } catch (error) {
    if (!isGone(error)) throw toBlobError(error);
    const message = 'The file was replaced or deleted while it was read';
    throw new PipelineError('file_replaced', message, { cause: error });
  }
}

function toDropped({ name, properties, metadata = {} }: BlobItem): DroppedBlob {
  const { etag, contentLength = 0, lastModified } = properties;
  return { name, etag: bare(etag), size: contentLength, changedAt: lastModified, metadata };
}

// The SDK puts a name into a URL, where `..` climbs into other folders and containers.
function checkName(name: string): string {
  const isSafe = name !== '' && name.length <= 1_024 && name.split('/').every((part) => !/^\.*$/.test(part));
  if (!isSafe)
    throw new PipelineError('file_name_invalid', 'A file name must not be empty, nor hold empty parts, . or ..');
  return name;
}

// Headers carry an ETag in quotes and listings carry it without.
const bare = (etag: string): string => etag.replaceAll('"', '');
const quoted = (etag: string): string => `"${etag}"`;

const isGone = (error: unknown) => statusOf(error) === 412 || reasonOf(error) === 'BlobNotFound';

async function translated<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw toBlobError(error);
  }
}
