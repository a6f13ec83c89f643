import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EmulatorReport } from './emulator-process.js';

/** A started server and how to end it without losing what it holds. */
export interface RunningServer {
  http: Server;
  close(): Promise<void>;
}

// Longer than any client keeps an idle connection, so that no request ever races with the server closing it.
const KEEP_ALIVE_MS = 300_000;
const CLOSE_TIMEOUT_MS = 5_000;

/**
 * Runs an emulator in this process: starts it on the port in the first argument, reports to the parent, ends on SIGTERM.
 * It also ends when the parent is gone, however that died: the IPC channel closes with it.
 */
export async function runEmulator(start: (port: number) => Promise<RunningServer>): Promise<void> {
  // Ctrl-C reaches the whole process group; the parent decides when nobody needs the emulator any more.
  process.on('SIGINT', () => {});
  if (!process.connected) process.exit(1);
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  try {
    const running = await start(Number(process.argv[2] ?? 0));
    running.http.keepAliveTimeout = KEEP_ALIVE_MS;
    process.once('SIGTERM', () => end(running));
    report({ kind: 'ready', port: (running.http.address() as AddressInfo).port });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    report({ kind: 'failed', message, ...(code === undefined ? {} : { code }) });
  }
}

function report(message: EmulatorReport): void {
  process.send?.(message);
}

function end(running: RunningServer): void {
  setTimeout(() => process.exit(1), CLOSE_TIMEOUT_MS);
  running.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
}
