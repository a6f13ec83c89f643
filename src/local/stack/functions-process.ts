import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { HostLog } from '../functions-host/core-api.js';
import type { HostMessage } from '../functions-host/main.js';

/** The functions host in a process of its own, so that it can die without taking the stores along. */
export interface FunctionsProcess {
  readonly port: number;
  readonly pid: number;
  /** Resolves with the exit code when the process has ended, for whatever reason. */
  readonly ended: Promise<number>;
  /** Lets running invocations end, then ends the process. */
  stop(): Promise<void>;
}

/** Starts the functions host on the app in `appRoot`; rejects with its own words when it cannot start. */
export async function startFunctions(options: {
  appRoot: string;
  env: Readonly<Record<string, string>>;
  onLog(entry: HostLog): void;
}): Promise<FunctionsProcess> {
  const entry = fileURLToPath(new URL('../functions-host/main.js', import.meta.url));
  const child = fork(entry, [options.appRoot], {
    env: { ...process.env, ...options.env },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2_000);
  });
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (message: HostMessage) => {
      if (message.kind === 'ready') resolve(message.port);
      else options.onLog(message);
    });
    child.once('error', reject);
    ended.then((code) => reject(new Error(complaint.trim() || `the functions host ended with code ${code}`)));
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  };
  return { port, pid: child.pid ?? 0, ended, stop };
}
