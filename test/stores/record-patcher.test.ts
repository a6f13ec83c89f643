import { recordKey } from '../../src/model/record-key.js';
import { createBulkWriter } from '../../src/stores/bulk-writer.js';
import { ensureCosmosContainers } from '../../src/stores/cosmos-containers.js';
import { createRecordPatcher } from '../../src/stores/record-patcher.js';
import { nextHead, storedOrder } from '../contracts/samples.js';
import { newDatabase } from './cosmos-under-test.js';

test.each([
  [1, { 'cosmos.write': 1, 'cosmos.request': 1 }],
  [7, { 'cosmos.write': 7, 'cosmos.request': 7 }],
  [8, { 'cosmos.write': 8, 'cosmos.request': 1 }],
  [100, { 'cosmos.write': 100, 'cosmos.request': 1 }],
])('%d patches at once take these operations', async (many, expected) => {
  const { client, database } = await newDatabase();
  const container = (await ensureCosmosContainers(client, database)).orders;
  const items = Array.from({ length: many }, (_, index) => storedOrder('shop', String(index)));
  const unseen = createBulkWriter(container);
  const created = await Promise.all(items.map((item) => unseen.create(item)));
  const counted: Record<string, number> = {};
  const count = (operation: string) => {
    counted[operation] = (counted[operation] ?? 0) + 1;
  };
  const patcher = createRecordPatcher({ container, writer: createBulkWriter(container, count), count });
  const results = await Promise.all(
    items.map((item, index) =>
      patcher.patch(
        { ...item, ...nextHead(item), record: { ...item.record, status: 'paid' } },
        [{ op: 'replace', path: '/status', value: 'paid', before: 'new' }],
        created[index]?.etag ?? '',
      ),
    ),
  );
  expect(results.every(({ done }) => done)).toBe(true);
  expect(counted).toEqual(expected);
  expect((await unseen.read(recordKey('shop', 'order', '0'), items[0]?.recordKey ?? '')).body).toMatchObject({
    version: 2,
    record: { status: 'paid' },
  });
});
