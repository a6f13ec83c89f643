import { readFileSync } from 'node:fs';
import { createCli } from '../../src/cli/cli.js';
import { createProgram } from '../../src/cli/create-program.js';
import { leafCommands } from '../../src/cli/define-command.js';
import { runTributary } from '../../src/cli/run-tributary.js';
import { createRecordingTerminal } from './recording-terminal.js';

const program = () => createProgram(createCli(createRecordingTerminal()));
const leaves = leafCommands(program());
const names = leaves.map(({ name }) => name);
const pages = readFileSync('docs/command-line.md', 'utf8').split(/^(?=#+ )/m);

async function run(...args: string[]) {
  const terminal = createRecordingTerminal();
  const code = await runTributary(args, terminal);
  return { code, stdout: terminal.stdout(), stderr: terminal.stderr() };
}

test('the commands are those that people are promised', () => {
  expect(names).toEqual([
    'status',
    'show order',
    'events',
    'sync',
    'sync-order',
    'dead-letters list',
    'dead-letters show',
    'dead-letters retry',
    'dead-letters discard',
    'reprocess',
    'file push',
    'file list',
    'file show',
    'file retry',
    'push',
    'test-connection',
    'session list',
    'session show',
    'session open',
    'session close',
    'stock',
    'manifest',
    'mapping preview',
    'channel new',
    'profile put',
    'profile list',
    'profile show',
    'profile enable',
    'profile disable',
    'profile key',
    'privacy export',
    'privacy erase',
    'privacy list',
    'privacy show',
    'token',
  ]);
});

describe.each(names)('tributary %s', (name) => {
  test('has --json, and help that ends with an example which is a right call', async () => {
    const { code, stdout } = await run(...name.split(' '), '--help');
    expect(code).toBe(0);
    expect(stdout).toContain('--json');
    const [, example = ''] = /\nExample:\n {2}tributary (.+)\n$/.exec(stdout) ?? [];
    expect(example.startsWith(name)).toBe(true);
    const called: string[] = [];
    const trial = program();
    for (const leaf of leafCommands(trial)) leaf.command.action(() => void called.push(leaf.name));
    await trial.parseAsync(example.replace(/ >.*/, '').split(' '), { from: 'user' });
    expect(called).toEqual([name]);
  });

  test('has a section in docs/command-line.md with each of its options and a pasted example', () => {
    const section = pages.find((page) => page.startsWith(`### ${name}\n`)) ?? '';
    expect(section).toMatch(/```sh\n\$ tributary /);
    const { command } = leaves.find((leaf) => leaf.name === name) ?? {};
    const options = (command?.options ?? []).map(({ long }) => long).filter((long) => long !== '--json');
    expect(options.filter((long) => !section.includes(`${long}`))).toEqual([]);
  });
});

test('docs/command-line.md documents nothing that is not there', () => {
  const documented = pages.flatMap((page) => /^### (.+)\n/.exec(page)?.[1] ?? []);
  expect(documented.sort()).toEqual([...names].sort());
});

describe('a wrong call', () => {
  test.each<[what: string, args: string[], message: RegExp]>([
    ['an unknown command', ['synk'], /unknown command 'synk'\n\(Did you mean sync\?\)/],
    ['an unknown option', ['status', '--jsn'], /unknown option '--jsn'/],
    ['a missing argument', ['sync-order', 'demo'], /missing required argument 'order'/],
    ['an argument too many', ['status', 'a', 'b'], /too many arguments/],
    ['sync of nothing', ['sync'], /Name one profile, or --all/],
    ['sync of one and all', ['sync', 'demo', '--all'], /Name one profile, or --all/],
    ['a backfill of 0 days', ['sync', 'demo', '--backfill', '0'], /whole number from 1 to 365/],
    ['a backfill of 366 days', ['sync', 'demo', '--backfill', '366'], /whole number from 1 to 365/],
    ['two beginnings', ['sync', 'demo', '--backfill', '3', '--since', '2026-01-01'], /cannot be used with/],
    ['a date that is none', ['sync', 'demo', '--since', '2026-02-30'], /date such as 2026-11-01/],
    ['a date in the future', ['events', '--since', '2999-01-01'], /future/],
    ['a dry run that waits', ['sync', 'demo', '--dry-run', '--wait'], /cannot be used with/],
    ['a time-out that is none', ['sync', 'demo', '--timeout', 'soon'], /such as 10m/],
    ['a way to name orders that is none', ['sync-order', 'demo', '1', '--by', 'sku'], /one of number, id/],
    [
      'an order that is waited for here and there',
      ['sync-order', 'demo', '1', '--wait', '--here'],
      /cannot be used with/,
    ],
    ['an action that is none', ['events', '--action', 'Delete'], /one of Ignore, Get, Update, Patch/],
    ['a continuation of nobody', ['events', '--continuation', 'x'], /needs --profile/],
    ['a limit of 0', ['events', '--limit', '0'], /from 1 to 200/],
    ['a type that is none', ['mapping', 'preview', 'demo', 'basket', 'x.json'], /one of order, customer/],
    ['a retry of nothing', ['dead-letters', 'retry'], /Name one of/],
    ['a retry of one and all', ['dead-letters', 'retry', '01E', '--all'], /Name one of/],
    ['an amount that is none', ['session', 'close', 'demo', '--counted', '12,50'], /such as 123.45/],
    ['a session that is none', ['session', 'show', 'demo', '0'], /whole number from 1/],
    ['a discard of all without a yes', ['dead-letters', 'discard', '--all'], /needs --yes/],
  ])('%s is told on stderr and ends with code 2', async (_what, args, message) => {
    const told = await run(...args);
    expect(told).toMatchObject({ code: 2, stdout: '' });
    expect(told.stderr).toMatch(/^error usage: /);
    expect(told.stderr).toMatch(message);
    const json = await run(...args, '--json');
    expect(json).toMatchObject({ code: 2, stdout: '' });
    expect(JSON.parse(json.stderr)).toMatchObject({ code: 'usage', detail: expect.stringMatching(message) });
  });

  test('of a group without its command shows the help on stderr', async () => {
    expect(await run('profile')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('Usage: tributary profile'),
    });
  });
});

test('a token may be made for a profile that does not exist, and its help says so', async () => {
  expect((await run('token', '--help')).stdout).toContain('not looked up');
});

test('the version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(await run('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});
