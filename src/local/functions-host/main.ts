import { parseArgs } from 'node:util';
import type { HostLog } from './core-api.js';
import { type FunctionsHost, startFunctionsHost } from './host.js';

/** What this process tells its parent over the IPC channel, or, without one, as a line of JSON on stdout. */
export type HostMessage =
  | { kind: 'ready'; port: number; functions: FunctionsHost['functions'] }
  | ({ kind: 'log' } & HostLog);

const ORPHAN_DRAIN_TIMEOUT_MS = 2_000;

function tell(message: HostMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.connected) process.send?.(message, () => resolve());
    else process.stdout.write(`${JSON.stringify(message)}\n`, () => resolve());
  });
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** A failure that no invocation can answer for: as in the real worker, the process ends rather than go on in an unknown state. */
async function crash(kind: string, error: unknown): Promise<never> {
  const message = `${kind}: ${describe(error)}`;
  process.stderr.write(`${message}\n`);
  await tell({ kind: 'log', level: 'critical', category: 'system', message });
  process.exit(1);
}

function milliseconds(name: string): number | undefined {
  const text = process.env[name];
  if (text === undefined || text === '') return undefined;
  if (!/^\d+$/.test(text)) throw new Error(`${name} is not a number of milliseconds: "${text}"`);
  return Number(text);
}

async function start(): Promise<{ host: FunctionsHost; drainTimeoutMs: number | undefined }> {
  const { positionals } = parseArgs({ allowPositionals: true });
  const port = process.env.PORT ?? '7071';
  if (!/^\d{1,5}$/.test(port)) throw new Error(`PORT is not a port: "${port}"`);
  const drainTimeoutMs = milliseconds('FUNCTIONS_HOST_DRAIN_TIMEOUT_MS');
  const pollIntervalMs = milliseconds('FUNCTIONS_HOST_POLL_INTERVAL_MS');
  const host = await startFunctionsHost({
    appRoot: positionals[0] ?? process.cwd(),
    port: Number(port),
    settings: process.env,
    onLog: (entry) => void tell({ kind: 'log', ...entry }),
    ...(pollIntervalMs === undefined ? {} : { pollIntervalMs }),
  });
  return { host, drainTimeoutMs };
}

process.on('unhandledRejection', (error) => crash('unhandled rejection', error));
process.on('uncaughtException', (error) => crash('uncaught exception', error));

try {
  const { host, drainTimeoutMs } = await start();
  const end = (timeoutMs?: number) => {
    host.stop(timeoutMs).then(
      () => process.exit(0),
      (error: unknown) => crash('the host cannot stop', error),
    );
  };
  process.on('SIGTERM', () => end(drainTimeoutMs));
  process.on('SIGINT', () => end(drainTimeoutMs));
  process.on('disconnect', () => end(ORPHAN_DRAIN_TIMEOUT_MS));
  await tell({ kind: 'ready', port: host.port, functions: host.functions });
} catch (error) {
  process.stderr.write(`the functions host cannot start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
