import type { DroppedBlob } from '../model/flat-file.js';

/** The blob that a file became, and the hash of its content; `blob` is null where the name was taken. */
export interface PutFile {
  blob: DroppedBlob | null;
  sha256: string;
}

/** The files that wait to be read, each at `<profile id>/<file name>`. */
export interface Drop {
  /** What lies under the name; null when there is nothing. */
  find(name: string): Promise<DroppedBlob | null>;
  /** The bytes of this very version from `offset` on, as they come. @throws `file_replaced` when it is gone or another one lies there */
  open(blob: DroppedBlob, offset: number): AsyncIterable<Uint8Array>;
  /** Writes a new file block by block, with its hash in the metadata; before the last block nobody sees any of it. @throws `body_too_large`, `body_empty` */
  put(
    name: string,
    chunks: AsyncIterable<Uint8Array>,
    options: { metadata: Readonly<Record<string, string>>; maxBytes: number },
  ): Promise<PutFile>;
  /** Makes a new version of the same content, which is read anew. Null when there is nothing. */
  touch(name: string): Promise<DroppedBlob | null>;
  /** Deletes this very version; one that is gone or was replaced is fine. */
  delete(blob: DroppedBlob): Promise<void>;
  list(): AsyncIterable<DroppedBlob>;
}
