import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChannelPlan, Tree } from './plan-channel.js';

/** The tree in a folder. */
export function openTree(folder: string): Tree {
  return {
    has: (path) => existsSync(join(folder, path)),
    read: (path) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : null),
  };
}

/** Writes all that is planned, or, when a file cannot be written, none of it; what is there is never overwritten. */
export function writePlan(folder: string, { created, changed }: Pick<ChannelPlan, 'created' | 'changed'>): void {
  const undo: (() => void)[] = [];
  try {
    for (const [path, text] of Object.entries(created)) {
      const file = join(folder, path);
      const made = mkdirSync(dirname(file), { recursive: true });
      if (made !== undefined) undo.push(() => rmSync(made, { recursive: true, force: true }));
      writeFileSync(file, text, { flag: 'wx' });
      undo.push(() => rmSync(file, { force: true }));
    }
    for (const [path, text] of Object.entries(changed)) {
      const file = join(folder, path);
      const before = readFileSync(file);
      undo.push(() => writeFileSync(file, before));
      writeFileSync(file, text);
    }
  } catch (error) {
    for (const step of undo.reverse()) step();
    throw error;
  }
}
