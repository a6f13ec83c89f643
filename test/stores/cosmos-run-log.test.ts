import { cosmosContainers } from '../../src/stores/cosmos-containers.js';
import { createCosmosRunLog } from '../../src/stores/cosmos-run-log.js';
import { sampleRun } from '../contracts/samples.js';
import { newDatabase } from './cosmos-under-test.js';

test('a run that an earlier release wrote is read with what it lacks filled in', async () => {
  const options = await newDatabase();
  const { requestMsP50: _, requestMsP95: __, requestSample: ___, kind: ____, ...rest } = sampleRun('shop', 'old');
  const old = { ...rest, counts: { pages: 3, records: 5, queued: 5, skipped: 1 } };
  await cosmosContainers(options.client, options.database).runs.items.create(old);
  const log = createCosmosRunLog(options);
  const filled = {
    ...sampleRun('shop', 'old'),
    counts: {
      pages: 3,
      records: 5,
      queued: 5,
      skipped: 1,
      filtered: 0,
      missing: 0,
      embedded: 0,
      failed: 0,
      unreadable: 0,
    },
  };
  expect(await log.read('shop', 'old')).toEqual(filled);
  expect(await log.latest('shop', 5)).toEqual([filled]);
});
