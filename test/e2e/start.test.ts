import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './command.js';
import { eventually, runStart, startProduct } from './stack.js';

function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => {
      try {
        return readFileSync(`/proc/${child}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(pid);
      } catch {
        return false;
      }
    });
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test('npm start brings the orders of the sandbox shop by itself, and Ctrl-C leaves no process behind', async () => {
  const began = Date.now();
  const stack = await startProduct([]);
  expect(Date.now() - began).toBeLessThan(30_000);
  expect(stack.out()).toMatch(/demo-magento[\s\S]*npx tributary token /);
  const orders = await eventually('the orders of the shop', async () => {
    const { json } = await stack.call('orders?limit=200', { profileId: 'demo-magento' });
    return json.items.length >= 200 ? json.items : null;
  });
  expect(new Set(orders.map(({ remoteId }: { remoteId: string }) => remoteId)).size).toBe(orders.length);
  expect(
    stack
      .out()
      .split('\n')
      .filter((line) => line.startsWith('received')),
  ).toEqual([]);
  const children = childrenOf(stack.child.pid as number);
  expect(children.length).toBeGreaterThanOrEqual(3);
  stack.child.kill('SIGINT');
  expect(await stack.exitCode).toBe(0);
  await eventually('the end of all processes', () => (children.some(alive) ? null : true));
  rmSync(stack.dataDir, { recursive: true, force: true });
}, 120_000);

test('the token command prints only a token, which the API takes; a second start on the same folder is refused', async () => {
  const stack = await startProduct();
  try {
    const token = (await command(stack, 'token', 'demo-api')).trim();
    expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect((await stack.call('orders', { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
    const second = runStart(['--no-sandbox'], { PORT: '0', TRIBUTARY_DATA_DIR: stack.dataDir });
    expect(await second.exitCode).toBe(1);
    expect(second.err()).toMatch(/^tributary cannot start: the data folder .* is in use by process \d+; .*\n$/);
  } finally {
    await stack.stop();
  }
}, 90_000);

test('a port that is taken is one clear line and exit code 1', async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  const dataDir = mkdtempSync(join(tmpdir(), 'tributary-e2e-'));
  try {
    const product = runStart(['--no-sandbox'], { PORT: String(port), TRIBUTARY_DATA_DIR: dataDir });
    expect(await product.exitCode).toBe(1);
    expect(product.err()).toBe(`tributary cannot start: port ${port} is taken; set PORT to another one\n`);
  } finally {
    server.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 60_000);

test('a data folder that cannot be written is one clear line and exit code 1', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'tributary-e2e-')), 'file');
  writeFileSync(file, '');
  const product = runStart([], { PORT: '0', TRIBUTARY_DATA_DIR: join(file, 'data') });
  expect(await product.exitCode).toBe(1);
  expect(product.err()).toMatch(/^tributary cannot start: the data folder .* cannot be written .*\n$/);
}, 60_000);
