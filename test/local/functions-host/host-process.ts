import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';

/** What the host or the fixture app says over the IPC channel. */
export interface Message {
  kind: string;
  [member: string]: unknown;
}

const main = new URL('../../../dist/local/functions-host/main.js', import.meta.url).pathname;
const fixtureApp = new URL('./fixture-app', import.meta.url).pathname;

/** A functions host in a process of its own, and all that it has said. */
export class HostProcess {
  static readonly #all: HostProcess[] = [];
  readonly messages: Message[] = [];
  readonly exited: Promise<number | null>;
  stderr = '';
  port = 0;
  readonly run: string;
  readonly child: ChildProcess;

  constructor(environment: Record<string, string>, appRoot: string) {
    this.run = environment.RUN ?? randomBytes(6).toString('hex');
    const { TRIBUTARY_TEST_BLOB = '', PATH = '' } = process.env;
    const env = { PATH, PORT: '0', STORE: TRIBUTARY_TEST_BLOB, RUN: this.run, TICK: '0 0 0 1 1 *', ...environment };
    this.child = spawn(process.execPath, [main, appRoot], { env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    HostProcess.#all.push(this);
    this.child.on('message', (message: Message) => this.messages.push(message));
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.stderr += chunk.toString();
    });
    // Not 'exit': what was said last may still be under way then.
    this.exited = once(this.child, 'close').then(([code]) => code as number | null);
  }

  /** Starts a host and waits until it is ready; settings are added to the environment. */
  static async start(environment: Record<string, string> = {}, appRoot = fixtureApp): Promise<HostProcess> {
    const host = new HostProcess({ FUNCTIONS_HOST_POLL_INTERVAL_MS: '50', ...environment }, appRoot);
    const ready = await host.said((message) => message.kind === 'ready');
    host.port = ready.port as number;
    return host;
  }

  /** Ends every host that a failed test may have left behind. */
  static killAll(): void {
    for (const { child } of HostProcess.#all) child.kill('SIGKILL');
  }

  /** What a host that cannot start says on stderr, and its exit code. */
  static async failToStart(environment: Record<string, string>, appRoot = fixtureApp) {
    const host = new HostProcess(environment, appRoot);
    return { code: await host.exited, stderr: host.stderr };
  }

  async said(matches: (message: Message) => boolean, count = 1): Promise<Message> {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const found = this.messages.filter(matches)[count - 1];
      if (found !== undefined) return found;
      if (Date.now() > deadline || this.child.exitCode !== null) {
        throw new Error(`the host did not say it; it said ${JSON.stringify(this.messages)} ${this.stderr}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** The messages that a function has logged itself. */
  logsOf(functionName: string): string[] {
    const own = this.messages.filter((message) => message.functionName === functionName && message.category === 'user');
    return own.map((message) => String(message.message));
  }

  /** Waits until a function has logged so many lines, and returns them. */
  async logs(functionName: string, count: number): Promise<string[]> {
    await this.said((message) => message.functionName === functionName && message.category === 'user', count);
    return this.logsOf(functionName);
  }

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.port}${path}`, init);
  }

  release(): void {
    this.child.send('release');
  }

  container(name: string): ContainerClient {
    return openContainer(`${name}-${this.run}`);
  }

  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.exited;
  }
}

/** A container of the run's blob emulator. */
export function openContainer(name: string): ContainerClient {
  const { TRIBUTARY_TEST_BLOB = '' } = process.env;
  return BlobServiceClient.fromConnectionString(TRIBUTARY_TEST_BLOB).getContainerClient(name);
}
