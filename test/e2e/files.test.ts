import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { jest } from '@jest/globals';
import { eventually, type RunningStack, startProduct } from './stack.js';

jest.setTimeout(120_000);
let stack: RunningStack;
beforeAll(async () => {
  stack = await startProduct();
});
afterAll(() => stack.stop());

const ended = ['done', 'duplicate', 'failed'];
const fileOf = (id: string) =>
  eventually(`the end of file ${id}`, async () => {
    const { status, json } = await stack.call(`files/${id}`);
    return status === 200 && ended.includes(json.status) ? json : null;
  });
const post = (path: string, body: string) =>
  stack.call(path, { method: 'POST', body, headers: { 'content-type': 'text/csv' } });
const countEvents = async (outcome: string): Promise<number> =>
  (await stack.call(`events?type=stock&outcome=${outcome}&limit=200`)).json.items.length;

test('a posted file is streamed into the drop, read, and its records are applied', async () => {
  const rows = Array.from({ length: 120 }, (_, at) => `P${at},Main,${at}`);
  rows[50] = 'P50,Main,many';
  const { status, json } = await post('ingest/stock?format=csv', `sku,location,quantity\n${rows.join('\n')}\n`);
  expect(status).toBe(202);
  const file = await fileOf(json.fileId);
  expect(file).toMatchObject({ status: 'done', type: 'stock', counts: { rows: 120, queued: 119, bad: 1 } });
  expect(file.problems).toMatchObject([{ line: 52, code: 'mapping_failed' }]);
  await eventually('the records', async () => ((await countEvents('created')) === 119 ? true : null));
  expect(await countEvents('dead-lettered')).toBe(1);
  expect((await stack.call('files')).json.items).toMatchObject([{ id: json.fileId }]);
  expect((await stack.call(`files/${json.fileId}`, { profileId: 'nobody' })).status).toBe(401);
});

test('a file that another system puts into the container is taken up, whatever its name', async () => {
  const service = BlobServiceClient.fromConnectionString(String(stack.env.TRIBUTARY_QUEUE_CONNECTION));
  const blob = service.getContainerClient('drop').getBlockBlobClient('demo-api/stock März 1.csv');
  const content = 'sku;quantity\nDROPPED;4\n';
  await blob.upload(content, content.length);
  const found = await eventually('the file', async () => {
    const { json } = await stack.call('files?limit=5');
    return (
      json.items.find(
        ({ name, status }: { name: string; status: string }) => name === 'stock März 1.csv' && ended.includes(status),
      ) ?? null
    );
  });
  expect(found).toMatchObject({ status: 'done', counts: { queued: 1 } });
  await eventually('the record', async () => {
    const { json } = await stack.call('events?type=stock&recordId=DROPPED');
    return json.items.length === 1 ? true : null;
  });
});

test('the command line puts a file, waits for it, and says what is wrong with it', () => {
  const tributary = (...args: string[]) => {
    const env = { PATH: process.env.PATH, TRIBUTARY_DATA_DIR: stack.dataDir };
    const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('dist/cli/tributary.js'), ...args], {
      env,
    });
    return { status, stdout: String(stdout), stderr: String(stderr) };
  };
  const path = join(stack.dataDir, 'products.csv');
  writeFileSync(path, 'sku,name,prices.EUR\nA,Shirt,10.00\nB,Hat,ten\n');
  const put = tributary('file', 'push', 'demo-api', path, '--wait');
  expect(put).toMatchObject({ status: 0, stderr: '' });
  expect(put.stdout).toMatch(/status +done\n[\s\S]*rows +2 read, 1 record queued, 1 bad\n[\s\S]*3 +mapping_failed/);
  const again = JSON.parse(tributary('file', 'push', 'demo-api', path, '--wait', '--json').stdout);
  expect(again).toMatchObject({ status: 'duplicate', duplicateOf: /file +(\w+)/.exec(put.stdout)?.[1] });
  expect(tributary('file', 'list', 'demo-api').stdout).toContain(again.id);
  expect(tributary('file', 'show', 'demo-api', again.id).stdout).toMatch(/duplicate of/);
  writeFileSync(join(stack.dataDir, 'stock.csv'), 'thing\n1\n');
  const bad = tributary('file', 'push', 'demo-api', join(stack.dataDir, 'stock.csv'), '--wait', '--json');
  expect(bad.status).toBe(1);
  const failed = JSON.parse(bad.stdout);
  expect(failed).toMatchObject({ status: 'failed', error: { code: 'file_header_invalid' } });
  expect(JSON.parse(tributary('file', 'retry', 'demo-api', failed.id, '--wait', '--json').stdout)).toMatchObject({
    status: 'failed',
  });
});
