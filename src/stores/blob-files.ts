import { z } from 'zod';
import { type FlatFile, flatFile, isEnded } from '../model/flat-file.js';
import { profileId as profileIdOf } from '../model/profile.js';
import { hashName } from '../model/record-key.js';
import type { Files, LatestContent } from '../ports/files.js';
import { type BlobOptions, openBlobContainer } from './blob-container.js';
import { requireBlob } from './blob-json.js';
import { holdBlob } from './hold-blob.js';

const latestContent: z.ZodType<LatestContent> = z.object({ sha256: z.string(), fileId: z.string() });

/** Ended files are asked for again with every sweep, as long as their blobs lie in the drop. */
const MAX_KNOWN = 10_000;
const ID = /^[0-9A-Z]{26}$/;
/** Files in folders that are no profile's; no profile id begins with a hyphen. */
const NOBODY = '-';

/** The documents of files as blobs at `<profile id>/<file id>`, which sort by time; documents of ended files are kept in memory, as they never change. */
export function createBlobFiles(options: BlobOptions): Files {
  const blobs = openBlobContainer(options);
  const ended = new Map<string, FlatFile>();
  const load = async (name: string): Promise<FlatFile | null> => {
    const known = ended.get(name);
    if (known !== undefined) return known;
    const blob = await blobs.read(name);
    const file = blob && requireBlob(flatFile, blob.text, name);
    if (file !== null && isEnded(file)) {
      if (ended.size >= MAX_KNOWN) ended.clear();
      ended.set(name, file);
    }
    return file;
  };
  return {
    async create(file) {
      await blobs.create(nameOf(file.profileId, file.id), JSON.stringify(file));
    },
    read: async (profileId, id) => (ID.test(id) ? load(nameOf(profileId, id)) : null),
    async hold(fresh) {
      const held = await holdBlob(options, nameOf(fresh.profileId, fresh.id), flatFile, () => fresh);
      return (
        held && {
          get file() {
            return held.value;
          },
          save: (file) => held.write(file),
          renew: () => held.renew(),
          release: () => held.release(),
        }
      );
    },
    async latest(profileId, limit) {
      const names: string[] = [];
      for await (const { name } of blobs.list(`${folderOf(profileId)}/`)) {
        names.push(name);
        // The newest come last, and all of the names together might be many.
        if (names.length > 2 * limit) names.splice(0, names.length - limit);
      }
      const found = await Promise.all(names.slice(-limit).reverse().map(load));
      return found.filter((file) => file !== null);
    },
    async readContent(profileId, layout) {
      const blob = await blobs.read(contentName(profileId, layout));
      return blob && { content: requireBlob(latestContent, blob.text, layout), etag: blob.etag };
    },
    async writeContent(profileId, layout, content, etag) {
      const name = contentName(profileId, layout);
      const text = JSON.stringify(content);
      const written = etag === null ? await blobs.create(name, text) : await blobs.replace(name, text, etag);
      return written !== null || (await blobs.read(name))?.text === text;
    },
  };
}

function folderOf(profileId: string): string {
  return profileIdOf.safeParse(profileId).success ? profileId : NOBODY;
}

function nameOf(profileId: string, id: string): string {
  return `${folderOf(profileId)}/${id}`;
}

function contentName(profileId: string, layout: string): string {
  return `_content/${hashName(JSON.stringify([profileId, layout]))}`;
}
