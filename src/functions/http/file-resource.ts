import type { FlatFile } from '../../model/flat-file.js';

/** A file as the interface and the command line show it: without what only reading it needs. */
export function toFileResource({ etag: _etag, progress: _progress, ...file }: FlatFile): FileResource {
  return file;
}

/** A file as it is shown. */
export type FileResource = Omit<FlatFile, 'etag' | 'progress'>;
