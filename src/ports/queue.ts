/** A queue blob without its body. */
export interface QueuedBlob {
  name: string;
  createdAt: Date;
  size: number;
}

/** The blobs that wait to be processed. A name is written once and never overwritten. */
export interface Queue {
  /** Writes the blob if the name is new (`If-None-Match: *`); `exists` otherwise. */
  put(name: string, body: string): Promise<'created' | 'exists'>;
  /** The blob, or null when there is none: somebody else finished it. */
  read(name: string): Promise<{ body: string; createdAt: Date } | null>;
  /** Deletes the blob; one that is gone already is fine. */
  delete(name: string): Promise<void>;
  /** All blobs, lazily, a page at a time. */
  list(): AsyncIterable<QueuedBlob>;
}
