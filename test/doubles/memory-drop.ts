import { createHash } from 'node:crypto';
import { PipelineError } from '../../src/model/errors.js';
import type { DroppedBlob } from '../../src/model/flat-file.js';
import type { Clock } from '../../src/ports/clock.js';
import type { Drop } from '../../src/ports/drop.js';

interface Stored extends DroppedBlob {
  bytes: Buffer;
}

/** A drop whose files are bytes in memory; `place` is what another system puts there. */
export interface MemoryDrop extends Drop {
  place(name: string, content: string | Buffer, metadata?: Record<string, string>): DroppedBlob;
}

/** Dropped files in memory, given in small pieces. */
export function createMemoryDrop({
  clock,
  chunkBytes = 1_000,
}: {
  clock: Pick<Clock, 'now'>;
  chunkBytes?: number;
}): MemoryDrop {
  const blobs = new Map<string, Stored>();
  let version = 0;
  const toBlob = ({ bytes: _, ...blob }: Stored): DroppedBlob => blob;
  const place: MemoryDrop['place'] = (name, content, metadata = {}) => {
    if (name.split('/').some((part) => /^\.*$/.test(part))) {
      throw new PipelineError('file_name_invalid', 'is no name');
    }
    version += 1;
    const bytes = Buffer.from(content as string);
    const changedAt = new Date(Math.floor(clock.now().getTime() / 1_000) * 1_000);
    const stored = { name, etag: `v${version}`, size: bytes.length, changedAt, metadata, bytes };
    blobs.set(name, stored);
    return toBlob(stored);
  };
  return {
    place,
    async find(name) {
      const found = blobs.get(name);
      return found === undefined ? null : toBlob(found);
    },
    async *open({ name, etag }, offset) {
      for (let at = offset; ; at += chunkBytes) {
        const found = blobs.get(name);
        if (found?.etag !== etag) throw new PipelineError('file_replaced', 'another one lies there');
        if (at >= found.size) return;
        yield found.bytes.subarray(at, at + chunkBytes);
      }
    },
    async put(name, chunks, { metadata, maxBytes }) {
      const all: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of chunks) {
        size += chunk.byteLength;
        if (size > maxBytes) throw new PipelineError('body_too_large', 'is too large');
        all.push(chunk);
      }
      if (size === 0) throw new PipelineError('body_empty', 'is empty');
      const bytes = Buffer.concat(all);
      const sha256 = createHash('sha256').update(bytes).digest('base64url');
      const blob = blobs.has(name) ? null : place(name, bytes, { ...metadata, sha256 });
      return { blob, sha256 };
    },
    async touch(name) {
      const found = blobs.get(name);
      return found === undefined ? null : place(name, found.bytes, found.metadata);
    },
    async delete({ name, etag }) {
      if (blobs.get(name)?.etag === etag) blobs.delete(name);
    },
    async *list() {
      for (const blob of [...blobs.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) yield toBlob(blob);
    },
  };
}
