import type { PrivacyExports } from '../ports/privacy-exports.js';
import { type BlobOptions, openBlobContainer } from './blob-container.js';

/** Exports as blobs `<profile>/<id>.json`: both are our own words, slugs and URL-safe hashes. */
export function createBlobPrivacyExports(options: BlobOptions): PrivacyExports {
  const blobs = openBlobContainer(options);
  const nameOf = (profileId: string, id: string) => `${profileId}/${id}.json`;
  return {
    put: (profileId, id, text) => blobs.put(nameOf(profileId, id), text),
    async read(profileId, id) {
      return (await blobs.read(nameOf(profileId, id)))?.text ?? null;
    },
    delete: (profileId, id) => blobs.delete(nameOf(profileId, id)),
    async *list(profileId) {
      for await (const { name, createdAt } of blobs.list(profileId === undefined ? '' : `${profileId}/`)) {
        const [owner = '', file = ''] = name.split('/');
        yield { profileId: owner, id: file.replace(/\.json$/, ''), createdAt };
      }
    },
  };
}
