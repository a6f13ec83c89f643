import { buffer } from 'node:stream/consumers';
import { type BlobDownloadResponseParsed, type BlobItem, type ContainerClient, RestError } from '@azure/storage-blob';
import type { BlobPath } from './blob-path.js';
import type { TypedData } from './core-api.js';

/** A blob as it is passed to a function: its content, and the metadata that the platform gives along. */
export interface BlobEvent {
  data: TypedData;
  metadata: Record<string, TypedData>;
}

/** Which blob to read, and as what: text where the function asks for `dataType: 'string'`, else bytes. */
export interface BlobSource {
  container: ContainerClient;
  path: BlobPath;
  dataType: unknown;
}

/** Reads the listed version of a blob; null when it is gone or has been written anew, since that version is listed on its own. */
export async function readBlobEvent(source: BlobSource, item: BlobItem): Promise<BlobEvent | null> {
  const blob = source.container.getBlobClient(item.name);
  try {
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

function toMetadata(path: BlobPath, name: string, url: string, response: BlobDownloadResponseParsed) {
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

function toProperties(response: BlobDownloadResponseParsed): Record<string, unknown> {
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
