import type { Container } from '@azure/cosmos';
import { type BulkWriter, createBulkWriter } from '../../src/stores/bulk-writer.js';
import { ensureCosmosContainers } from '../../src/stores/cosmos-containers.js';
import { newDatabase } from './cosmos-under-test.js';

let container: Container;
let counted: string[];
let writer: BulkWriter;

beforeEach(async () => {
  const { client, database } = await newDatabase();
  container = (await ensureCosmosContainers(client, database)).orders;
  counted = [];
  writer = createBulkWriter(container, (operation) => counted.push(operation));
});

const itemOf = (index: number, bytes = 10) => ({ id: `i${index}`, recordKey: `k${index}`, body: 'x'.repeat(bytes) });
const createMany = (length: number, bytes?: number) =>
  Promise.all(Array.from({ length }, (_, index) => writer.create(itemOf(index, bytes))));
const counts = (operation: string) => counted.filter((one) => one === operation).length;

test('what is asked at the same time travels together, a hundred to a request', async () => {
  const answers = await createMany(230);
  expect(answers.every(({ status }) => status === 201)).toBe(true);
  expect(counts('cosmos.write')).toBe(230);
  expect(counts('cosmos.request')).toBe(3);
});

test('a lone operation goes at once, and later ones are not kept waiting by it', async () => {
  expect(await writer.create(itemOf(1))).toMatchObject({ status: 201, etag: expect.any(String) });
  expect(await writer.read('i1', 'k1')).toMatchObject({ status: 200, body: expect.objectContaining({ id: 'i1' }) });
  expect(counted).toEqual(['cosmos.write', 'cosmos.request', 'cosmos.read', 'cosmos.request']);
});

test('a request holds at most 200 kB, and an item larger than that goes alone', async () => {
  await createMany(12, 50_000);
  expect(counts('cosmos.request')).toBe(4);
  counted.length = 0;
  await Promise.all([writer.create(itemOf(20)), writer.create(itemOf(21, 300_000)), writer.create(itemOf(22))]);
  expect(counts('cosmos.request')).toBe(3);
});

test('each operation of a request has its own answer', async () => {
  const created = await writer.create(itemOf(1));
  const answers = await Promise.all([
    writer.create(itemOf(1)),
    writer.read('i1', 'k1'),
    writer.read('none', 'none'),
    writer.replace('i1', 'k1', itemOf(1, 20), '"stale"'),
    writer.replace('i1', 'k1', itemOf(1, 20), created.etag),
    writer.create(itemOf(2)),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([409, 200, 404, 412, 200, 201]);
  expect(answers[4]?.etag).not.toBe(created.etag);
  expect(answers[1]?.requestCharge).toBeGreaterThan(0);
});
