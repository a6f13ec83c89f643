import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { RunningStack } from './stack.js';

const run = promisify(execFile);

/** Runs a command of the product against the running stack, as `tributary <name> …` does, and gives its output. */
export async function command(stack: RunningStack, name: string, ...args: string[]): Promise<string> {
  const file = fileURLToPath(new URL('../../dist/cli/tributary.js', import.meta.url));
  const env = { ...process.env, NODE_OPTIONS: '', TRIBUTARY_DATA_DIR: stack.dataDir };
  const { stdout } = await run(process.execPath, [file, name, ...args], { env });
  return stdout;
}

/** Writes a profile to a file and puts it. */
export async function putProfile(stack: RunningStack, path: string, profile: unknown): Promise<void> {
  writeFileSync(path, JSON.stringify(profile));
  await command(stack, 'profile', 'put', path);
}
