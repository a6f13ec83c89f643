import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SignJWT } from 'jose';

const START = fileURLToPath(new URL('../../dist/cli/start.js', import.meta.url));
const BOUND_MS = 60_000;

/** Waits until `look` gives something other than null, asking every 50 ms; fails with `what` after a minute. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | null> | T | null,
  boundMs = BOUND_MS,
): Promise<T> {
  const deadline = Date.now() + boundMs;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A process of the product, with what it printed. */
export interface Product {
  child: ChildProcess;
  out(): string;
  err(): string;
  exitCode: Promise<number | null>;
}

/** Runs the built product as `npm start` does. */
export function runStart(args: string[], env: Record<string, string>): Product {
  if (!existsSync(START)) throw new Error('dist/ is missing: run npm run build first');
  const child = spawn(process.execPath, [START, ...args], {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    text.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    text.err += chunk;
  });
  const exitCode = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return { child, out: () => text.out, err: () => text.err, exitCode };
}

/** A running stack on free ports and a folder of its own. */
export interface RunningStack extends Product {
  api: string;
  dataDir: string;
  /** The settings that the running stack published for the command line. */
  env: Record<string, string>;
  token(profileId: string, claims?: Record<string, unknown>): Promise<string>;
  /** Calls the API; `path` begins behind `/api/`. */
  call(path: string, options?: CallOptions): Promise<Answer>;
  stop(): Promise<void>;
}

interface CallOptions {
  profileId?: string;
  method?: string;
  body?: string;
  headers?: Record<string, string>;
}

/** An answer of the API. */
export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes.
  json: any;
}

/** Starts the product and waits until it says that it is ready. */
export async function startProduct(
  args: string[] = ['--no-sandbox'],
  env: Record<string, string> = {},
): Promise<RunningStack> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tributary-e2e-'));
  const product = runStart(args, { PORT: '0', TRIBUTARY_DATA_DIR: dataDir, ...env });
  const url = await eventually('the ready line', () => {
    if (product.child.exitCode !== null) throw new Error(`npm start ended: ${product.err()}`);
    return /tributary ready at (\S+)/.exec(product.out())?.[1] ?? null;
  });
  const published = JSON.parse(readFileSync(join(dataDir, 'local.env.json'), 'utf8')) as Record<string, string>;
  const token = (profileId: string, claims: Record<string, unknown> = {}) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(profileId)
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(published.TRIBUTARY_TOKEN_SECRET));
  const call = async (path: string, options: CallOptions = {}): Promise<Answer> => {
    const { profileId = 'demo-api', method = 'GET', body, headers = {} } = options;
    const response = await fetch(`${url}/api/${path}`, {
      method,
      headers: { authorization: `Bearer ${await token(profileId)}`, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, json: text === '' ? null : JSON.parse(text) };
  };
  const stop = async (): Promise<void> => {
    product.child.kill('SIGINT');
    await product.exitCode;
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...product, api: `${url}/api`, dataDir, env: published, token, call, stop };
}

/** Posts records of a type and gives the answer. */
export function ingest(
  stack: RunningStack,
  records: unknown[],
  headers: Record<string, string> = {},
  type = 'order',
): Promise<Answer> {
  const body = records.map((record) => JSON.stringify(record)).join('\n');
  return stack.call(`ingest/${type}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-ndjson', ...headers },
  });
}

/** Waits for the terminal event of each accepted record. */
export function eventsOf(stack: RunningStack, answer: Answer): Promise<Answer['json'][]> {
  const ids = answer.json.accepted.map((accepted: { eventId: string }) => accepted.eventId) as string[];
  return Promise.all(
    ids.map((id) =>
      eventually(`event ${id}`, async () => {
        const { status, json } = await stack.call(`events/${id}`);
        return status === 200 ? json : null;
      }),
    ),
  );
}
