import type { ContainerClient, ModifiedAccessConditions } from '@azure/storage-blob';
import { PipelineError } from '../model/errors.js';
import { reasonOf, statusOf, toBlobError } from './azure-error.js';
import { type Count, countNothing } from './count.js';

/** What every blob adapter is made from. */
export interface BlobOptions {
  container: ContainerClient;
  count?: Count | undefined;
}

/** A blob that was read: all of its text, and the ETag that a conditional write needs. */
export interface BlobText {
  text: string;
  etag: string;
  createdAt: Date;
  /** When it was last written. */
  writtenAt: Date;
}

/** A blob in a listing. */
export interface ListedBlob {
  name: string;
  createdAt: Date;
  writtenAt: Date;
  size: number;
}

/** Texts under names in one container. Only a blob that is not there reads as null; every failure is `blob_unavailable` or `blob_refused`. */
export interface BlobContainer {
  /** Writes under `If-None-Match: *` and gives the ETag; null when the name is taken. The SDK repeats a write whose answer was lost, so what is taken may be our own. */
  create(name: string, text: string): Promise<string | null>;
  /** Writes under If-Match, and under the lease if there is one, and gives the ETag; null when either no longer holds, or the blob is gone. */
  replace(name: string, text: string, etag: string, leaseId?: string): Promise<string | null>;
  /** Writes whatever was there before. */
  put(name: string, text: string): Promise<void>;
  read(name: string): Promise<BlobText | null>;
  /** Deletes the blob; one that is gone already is fine. */
  delete(name: string): Promise<void>;
  /** The blobs in order of their names, lazily, a page of up to 1,000 at a time. */
  list(prefix?: string): AsyncIterable<ListedBlob>;
}

/** Opens a container that exists already. */
export function openBlobContainer({ container, count = countNothing }: BlobOptions): BlobContainer {
  async function upload(
    name: string,
    text: string,
    conditions: ModifiedAccessConditions & { leaseId?: string },
  ): Promise<string> {
    count('blob.write');
    const blob = container.getBlockBlobClient(checkName(name));
    const { etag } = await blob.upload(text, Buffer.byteLength(text), { conditions });
    if (etag === undefined)
      throw new PipelineError('blob_unavailable', 'Blob storage answered a write without an ETag');
    return etag;
  }

  return {
    create: (name, text) => orNull(() => upload(name, text, { ifNoneMatch: '*' }), isTaken),
    replace: (name, text, etag, leaseId) =>
      orNull(() => upload(name, text, { ifMatch: etag, ...(leaseId === undefined ? {} : { leaseId }) }), isMoved),
    async put(name, text) {
      await orNull(() => upload(name, text, {}), never);
    },
    read: (name) => {
      count('blob.read');
      return orNull(() => download(container, checkName(name)), isNoBlob);
    },
    async delete(name) {
      count('blob.delete');
      await orNull(() => container.deleteBlob(checkName(name)), isNoBlob);
    },
    list: (prefix = '') => list(container, prefix, count),
  };
}

/** The name of a blob whose first characters spread the load: `ab/abcdef….json` for the hash `abcdef…`. */
export function spreadName(hash: string): string {
  return `${hash.slice(0, 2)}/${hash}.json`;
}

// The SDK puts a name into a URL, where `..` climbs into other folders and containers; foreign text is hashed before it is a name.
function checkName(name: string): string {
  const isPlain = /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/.test(name) && name.length <= 1_024;
  if (!isPlain || name.split('/').some((segment) => /^\.+$/.test(segment))) {
    throw new PipelineError('blob_refused', `${JSON.stringify(name.slice(0, 100))} is not the name of a blob`);
  }
  return name;
}

async function download(container: ContainerClient, name: string): Promise<BlobText> {
  const answer = await container.getBlobClient(name).download(0, undefined, { maxRetryRequests: 2 });
  const { readableStreamBody, etag, createdOn, lastModified } = answer;
  const createdAt = createdOn ?? lastModified;
  const writtenAt = lastModified ?? createdOn;
  if (readableStreamBody === undefined || etag === undefined || createdAt === undefined || writtenAt === undefined) {
    throw new PipelineError('blob_unavailable', 'Blob storage answered a read without a body, an ETag or a time');
  }
  const chunks: Buffer[] = [];
  for await (const chunk of readableStreamBody) chunks.push(Buffer.from(chunk));
  return { text: Buffer.concat(chunks).toString('utf8'), etag, createdAt, writtenAt };
}

async function* list(container: ContainerClient, prefix: string, count: Count): AsyncIterable<ListedBlob> {
  const pages = container.listBlobsFlat({ prefix }).byPage({ maxPageSize: 1_000 });
  for (;;) {
    const page = await orNull(() => pages.next(), never);
    if (page === null || page.done) return;
    count('blob.list');
    for (const { name, properties } of page.value.segment.blobItems) {
      const { createdOn, lastModified: writtenAt, contentLength = 0 } = properties;
      yield { name, createdAt: createdOn ?? writtenAt, writtenAt, size: contentLength };
    }
  }
}

async function orNull<T>(request: () => Promise<T>, isExpected: (error: unknown) => boolean): Promise<T | null> {
  try {
    return await request();
  } catch (error) {
    if (isExpected(error)) return null;
    throw toBlobError(error);
  }
}

const never = () => false;

// A 404 may also say that the container is missing, and that is a failure.
const isNoBlob = (error: unknown) => statusOf(error) === 404 && reasonOf(error) === 'BlobNotFound';

const isTaken = (error: unknown) => statusOf(error) === 412 || reasonOf(error) === 'BlobAlreadyExists';

const isMoved = (error: unknown) => statusOf(error) === 412 || isNoBlob(error);
