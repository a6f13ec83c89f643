import type { FlatFile } from '../model/flat-file.js';

/** The document of a file under lease: nobody else reads the file until `release`. */
export interface HeldFile {
  readonly file: FlatFile;
  /** Writes the document under lease and If-Match. @throws `cursor_busy` when the lease was lost to another run */
  save(file: FlatFile): Promise<void>;
  renew(): Promise<void>;
  release(): Promise<void>;
}

/** Which content was read last with a layout. */
export interface LatestContent {
  sha256: string;
  fileId: string;
}

/** What became of each file, one document a version. */
export interface Files {
  /** Writes the document of a new file, unless there is one. */
  create(file: FlatFile): Promise<void>;
  read(profileId: string, id: string): Promise<FlatFile | null>;
  /** Takes the lease of the document, which is written first where there is none; null when another run holds it. */
  hold(fresh: FlatFile): Promise<HeldFile | null>;
  /** The newest files of a profile, newest first. */
  latest(profileId: string, limit: number): Promise<FlatFile[]>;
  readContent(profileId: string, layout: string): Promise<{ content: LatestContent; etag: string } | null>;
  /** Writes what was read last, where it still is as `etag` says (null: nothing yet); says whether it did. */
  writeContent(profileId: string, layout: string, content: LatestContent, etag: string | null): Promise<boolean>;
}
