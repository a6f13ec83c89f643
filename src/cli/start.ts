import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import type { HostLog } from '../local/functions-host/core-api.js';
import { addProgress, formatProgress, noProgress } from '../local/stack/progress.js';
import { type Stack, startStack } from '../local/stack/start-stack.js';
import { readSettingsFile } from './local-settings.js';

const appRoot = fileURLToPath(new URL('../..', import.meta.url));

/** The line of progress: it updates in place on a terminal and is not there otherwise. */
function createProgressLine(out: NodeJS.WriteStream) {
  let progress = noProgress;
  let shown = false;
  const clear = (): void => {
    if (!shown) return;
    out.clearLine(0);
    out.cursorTo(0);
  };
  const show = (): void => {
    if (!out.isTTY) return;
    clear();
    out.write(formatProgress(progress).slice(0, Math.max(20, out.columns - 1)));
    shown = true;
  };
  return {
    show,
    add(message: string): void {
      const next = addProgress(progress, message);
      if (next === progress) return;
      progress = next;
      if (shown) show();
    },
    /** Prints above the line. */
    print(text: string): void {
      clear();
      process.stderr.write(`${text}\n`);
      if (shown) show();
    },
    end(): void {
      if (shown) out.write('\n');
      shown = false;
    },
  };
}

function describe(stack: Stack): string {
  const profiles = stack.profiles.map(({ id, name }) => `  ${id.padEnd(14)} ${name}`).join('\n');
  const first = stack.profiles[0]?.id ?? 'demo-api';
  return [
    `tributary ready at ${stack.url}`,
    '',
    `  health         ${stack.url}/api/health`,
    `  API document   ${stack.url}/api/openapi.json`,
    ...stack.shops.map(({ title, url }) => `  sandbox shop   ${url} (${title}, living data)`),
    `  data folder    ${stack.dataDir} (orders and events live in memory and end with this process)`,
    '',
    'demo profiles',
    profiles,
    '',
    `a token for one: npx tributary token ${first}`,
    'stop with Ctrl-C',
    '',
  ].join('\n');
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

function readPort(env: Readonly<Record<string, string | undefined>>): number {
  const text = env.PORT ?? '7071';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`PORT is not a port number: ${text}`);
  return port;
}

async function start(options: { sandbox: boolean }): Promise<void> {
  const env = { ...readSettingsFile(process.cwd()), ...process.env };
  const line = createProgressLine(process.stdout);
  const onLog = ({ level, functionName, message }: HostLog): void => {
    line.add(message);
    if (level === 'error' || level === 'critical') line.print(`${functionName ?? 'host'}: ${message.split('\n')[0]}`);
  };
  const stack = await startStack({
    appRoot,
    dataDir: env.TRIBUTARY_DATA_DIR ?? '.tributary/',
    port: readPort(env),
    sandbox: options.sandbox,
    onLog,
  });
  process.stdout.write(describe(stack));
  line.show();
  await waitForEnd(stack, line);
}

/** Waits for Ctrl-C, SIGTERM or the end of the functions process, then stops everything. */
async function waitForEnd(stack: Stack, line: ReturnType<typeof createProgressLine>): Promise<void> {
  const signal = new Promise<null>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve(null));
  });
  const crashed = await Promise.race([signal, stack.host.ended]);
  line.end();
  if (crashed !== null) process.stderr.write(`the functions host ended by itself with code ${crashed}\n`);
  // A second Ctrl-C does not wait.
  process.once('SIGINT', () => process.exit(130));
  await stack.stop();
  process.exit(crashed === null ? 0 : 1);
}

const { version } = JSON.parse(readFileSync(`${appRoot}/package.json`, 'utf8')) as { version: string };

new Command('start')
  .description('Starts everything that the pipeline needs on this machine, and the pipeline')
  .version(version)
  .option('--no-sandbox', 'start without the sandbox shop')
  .action(async (options: { sandbox: boolean }) => {
    try {
      await start(options);
    } catch (error) {
      process.stderr.write(`tributary cannot start: ${firstLine(error)}\n`);
      process.exit(1);
    }
  })
  .parse();
