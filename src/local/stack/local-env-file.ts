import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SECRET_FILE = 'token.secret';
const ENV_FILE = 'local.env.json';

/** The secret that signs local tokens: made once per data folder, so that a token outlives a restart. */
export function readTokenSecret(dataDir: string): string {
  const path = join(dataDir, SECRET_FILE);
  try {
    const kept = readFileSync(path, 'utf8').trim();
    if (kept.length >= 32) return kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secret = randomBytes(48).toString('base64url');
  writeFileSync(path, `${secret}\n`, { mode: 0o600 });
  return secret;
}

/** Tells the command line how the running stack is reached; gives back how to take the file away again. */
export function publishEnvironment(dataDir: string, environment: Readonly<Record<string, string>>): () => void {
  const path = join(dataDir, ENV_FILE);
  writeFileSync(path, `${JSON.stringify(environment, null, 2)}\n`, { mode: 0o600 });
  return () => rmSync(path, { force: true });
}
