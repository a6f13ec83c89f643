import { accessSync, constants, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Makes the folder for local data, readable by its owner only, and gives its absolute path. Throws with one clear line if it cannot be written. */
export function openDataFolder(path: string): string {
  const folder = resolve(path);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(
      `the data folder ${folder} cannot be written (${code ?? 'unknown reason'}); set TRIBUTARY_DATA_DIR`,
    );
  }
  return folder;
}

/**
 * Keeps the folder for this process, as two emulators on one folder would spoil each other's data; gives back how to free it. Throws
 * with one clear line when a running process has it; what a dead one left is taken over.
 */
export function lockDataFolder(folder: string): () => void {
  const path = join(folder, 'stack.pid');
  const owner = readOwner(path);
  if (owner !== null && owner !== process.pid && isRunning(owner)) {
    throw new Error(`the data folder ${folder} is in use by process ${owner}; stop it, or set TRIBUTARY_DATA_DIR`);
  }
  writeFileSync(path, `${process.pid}\n`, { mode: 0o600 });
  return () => rmSync(path, { force: true });
}

function readOwner(path: string): number | null {
  try {
    return Number(readFileSync(path, 'utf8')) || null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user answers so, and it runs.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
