import { buffer } from 'node:stream/consumers';
import {
  type BlobClient,
  type BlobDownloadResponseParsed,
  type BlobGetPropertiesResponse,
  type BlobItem,
  type ContainerClient,
  RestError,
} from '@azure/storage-blob';
import type { BlobPath } from './blob-path.js';
import type { TypedData } from './core-api.js';

/** A blob as it is passed to a function: its content, and the metadata that the platform gives along. */
export interface BlobEvent {
  data: TypedData;
  metadata: Record<string, TypedData>;
}

/** Which blob to read, and as what: a reference where the function takes one, text where it asks for `dataType: 'string'`, else bytes. */
export interface BlobSource {
  container: ContainerClient;
  path: BlobPath;
  dataType: unknown;
  /** The setting of the connection, where the function takes a reference instead of the content (`sdkBinding`). */
  referenceBy?: string | undefined;
}

/** Reads the listed version of a blob; null when it is gone or has been written anew, since that version is listed on its own. */
export async function readBlobEvent(source: BlobSource, item: BlobItem): Promise<BlobEvent | null> {
  const blob = source.container.getBlobClient(item.name);
  try {
    if (source.referenceBy !== undefined) return await referTo(source, item, blob, source.referenceBy);
    const response = await blob.download(0, undefined, { conditions: { ifMatch: item.properties.etag } });
    if (response.readableStreamBody === undefined) throw new Error(`blob "${item.name}" came without a body`);
    const content = await buffer(response.readableStreamBody);
    const data = source.dataType === 'string' ? { string: content.toString('utf8') } : { bytes: content };
    return { data, metadata: toMetadata(source.path, item.name, blob.url, response) };
  } catch (error) {
    if (error instanceof RestError && (error.statusCode === 404 || error.statusCode === 412)) return null;
    throw error;
  }
}

/** The content stays where it is: the function is told where. */
async function referTo(source: BlobSource, item: BlobItem, blob: BlobClient, connection: string): Promise<BlobEvent> {
  const properties = await blob.getProperties({ conditions: { ifMatch: item.properties.etag } });
  const content = { Connection: connection, ContainerName: source.path.container, BlobName: item.name };
  const reference = {
    version: '1.0',
    source: 'AzureStorageBlobs',
    contentType: 'application/json',
    content: Buffer.from(JSON.stringify(content)),
  };
  const metadata = toMetadata(source.path, item.name, blob.url, properties);
  return { data: { modelBindingData: reference }, metadata };
}

function toMetadata(path: BlobPath, name: string, url: string, response: Facts) {
  const metadata: Record<string, TypedData> = {
    BlobTrigger: { string: `${path.container}/${name}` },
    Uri: { json: JSON.stringify(url) },
    Properties: { json: JSON.stringify(toProperties(response)) },
    Metadata: { json: JSON.stringify(response.metadata ?? {}) },
  };
  // The platform sends these as text, and the programming model reads text that is JSON as JSON: "42" arrives as a number.
  for (const [parameter, value] of Object.entries(path.match(name) ?? {})) metadata[parameter] = { string: value };
  return metadata;
}

/** What a download tells of a blob, and a look at its properties alike. */
type Facts = BlobDownloadResponseParsed | BlobGetPropertiesResponse;

function toProperties(response: Facts): Record<string, unknown> {
  return {
    LastModified: response.lastModified,
    CreatedOn: response.createdOn,
    ETag: response.etag,
    ContentLength: response.contentLength,
    ContentType: response.contentType,
    ContentEncoding: response.contentEncoding,
    ContentHash: response.contentMD5 && Buffer.from(response.contentMD5).toString('base64'),
    BlobType: response.blobType,
    LeaseState: response.leaseState,
    LeaseStatus: response.leaseStatus,
    Metadata: response.metadata ?? {},
  };
}
