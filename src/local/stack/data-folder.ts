import { accessSync, constants, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

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
