import { PipelineError } from '../../src/model/errors.js';
import type { FlatFile } from '../../src/model/flat-file.js';
import type { Files, LatestContent } from '../../src/ports/files.js';
import { clone } from './clone.js';

/** Documents of files in memory; `all` shows them, and `release` ends what a crashed run held. */
export interface MemoryFiles extends Files {
  all(): FlatFile[];
  forgetLeases(): void;
}

/** Documents of files in memory. */
export function createMemoryFiles(): MemoryFiles {
  const files = new Map<string, FlatFile>();
  const held = new Map<string, symbol>();
  const contents = new Map<string, { content: LatestContent; etag: string }>();
  const keyOf = (profileId: string, id: string) => `${profileId}/${id}`;
  return {
    all: () => [...files.values()].map(clone),
    forgetLeases: () => held.clear(),
    async create(file) {
      const key = keyOf(file.profileId, file.id);
      if (!files.has(key)) files.set(key, clone(file));
    },
    async read(profileId, id) {
      const found = files.get(keyOf(profileId, id));
      return found === undefined ? null : clone(found);
    },
    async hold(fresh) {
      const key = keyOf(fresh.profileId, fresh.id);
      if (held.has(key)) return null;
      const own = Symbol(key);
      held.set(key, own);
      if (!files.has(key)) files.set(key, clone(fresh));
      return {
        get file() {
          return clone(files.get(key) ?? fresh);
        },
        async save(file) {
          if (held.get(key) !== own) throw new PipelineError('cursor_busy', 'The lease was lost to another run');
          files.set(key, clone(file));
        },
        renew: async () => {},
        release: async () => {
          if (held.get(key) === own) held.delete(key);
        },
      };
    },
    async latest(profileId, limit) {
      const own = [...files.values()].filter((file) => file.profileId === profileId);
      return own
        .sort((a, b) => (a.id < b.id ? 1 : -1))
        .slice(0, limit)
        .map(clone);
    },
    async readContent(profileId, layout) {
      return contents.get(keyOf(profileId, layout)) ?? null;
    },
    async writeContent(profileId, layout, content, etag) {
      const key = keyOf(profileId, layout);
      const known = contents.get(key);
      if ((known?.etag ?? null) !== etag) return known?.content.fileId === content.fileId;
      contents.set(key, { content, etag: `${content.fileId}${etag ?? ''}` });
      return true;
    },
  };
}
