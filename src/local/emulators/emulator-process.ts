import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * A running emulator in a process of its own. `ended` resolves when that process has ended, for whatever reason.
 * `stop` ends it and waits for that; calling it twice is fine.
 */
export interface Emulator {
  readonly port: number;
  readonly pid: number;
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** What an emulator's process says once, when it has started or has failed to. */
export type EmulatorReport = { kind: 'ready'; port: number } | { kind: 'failed'; code?: string; message: string };

/** Which emulator to run: `service` is its name in messages, `entry` its process's file, `port` 0 or absent any free one. */
export interface EmulatorLaunch {
  service: string;
  entry: URL;
  args?: string[];
  port?: number;
}

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 10_000;

/**
 * Starts an emulator and resolves when it listens on 127.0.0.1.
 * Rejects with the service and the port in the message when the port is taken or the process cannot start.
 */
export async function startEmulator(launch: EmulatorLaunch): Promise<Emulator> {
  const child = fork(fileURLToPath(launch.entry), [String(launch.port ?? 0), ...(launch.args ?? [])], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    const port = await readPort(child, launch);
    return { port, pid: child.pid ?? 0, ended, stop: () => stop(child, ended) };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

function readPort(child: ChildProcess, { service, port }: EmulatorLaunch): Promise<number> {
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-2_000);
  });
  return new Promise((resolve, reject) => {
    const fail = (why: string) =>
      reject(new Error(`${service} cannot start on 127.0.0.1:${port || 'any port'}: ${why}`));
    const timer = setTimeout(() => fail(`no answer in ${START_TIMEOUT_MS / 1_000} s`), START_TIMEOUT_MS);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      fail(complaint.trim() || `its process ended with ${signal ?? code}`);
    });
    child.once('message', (report: EmulatorReport) => {
      clearTimeout(timer);
      if (report.kind === 'ready') resolve(report.port);
      else fail(report.code === 'EADDRINUSE' ? `port ${port} is taken` : report.message);
    });
  });
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}
