import { getFile } from '../../src/functions/get-file.js';
import { withProblems } from '../../src/functions/http/with-problems.js';
import { listFiles } from '../../src/functions/list-files.js';
import { readBlobPath } from '../../src/functions/triggers/blob-name.js';
import { newFlatFile } from '../../src/model/flat-file.js';
import { createManualClock } from '../doubles/manual-clock.js';
import { createMemoryFiles } from '../doubles/memory-files.js';
import { createMemoryProfiles } from '../doubles/memory-profiles.js';
import { bearer, bodyOf, createContext, getRequest, shopA, shopB, token } from './test-request.js';

async function setUp() {
  const files = createMemoryFiles();
  const changedAt = new Date('2026-11-20T09:00:00Z');
  const blob = { name: 'shop-a/stock.csv', etag: '0x1', size: 9, changedAt, metadata: {} };
  const file = newFlatFile(blob, changedAt);
  await files.create(file);
  const ports = {
    files,
    clock: createManualClock(),
    profiles: createMemoryProfiles([shopA, shopB]),
    settings: { token },
  };
  async function get(id: string | null, { profileId = 'shop-a', admin = false, query = {} } = {}) {
    const params: Record<string, string> = id === null ? {} : { id };
    const request = getRequest({ headers: await bearer(profileId, admin), params, query });
    const handle = withProblems((one) => (id === null ? listFiles(ports, one) : getFile(ports, one)));
    const answer = await handle(request, createContext());
    return { status: answer.status, body: bodyOf(answer) };
  }
  return { file, get };
}

test('a file is shown to its profile and to administrators, without what only reading needs', async () => {
  const { file, get } = await setUp();
  const { status, body } = await get(file.id);
  expect(status).toBe(200);
  expect(body).toMatchObject({ id: file.id, name: 'stock.csv', status: 'waiting', counts: { rows: 0 }, problems: [] });
  expect(body).not.toHaveProperty('etag');
  expect((await get(file.id, { admin: true, query: { profileId: 'shop-a' } })).status).toBe(200);
});

test.each<[string, string | null, object]>([
  ['of another profile', null, { profileId: 'shop-b' }],
  ['that was never put', '00000000000000000000000000', {}],
  ['whose id is none', '../../x', {}],
])('a file %s is not there', async (_name, id, who) => {
  const { file, get } = await setUp();
  expect((await get(id ?? file.id, who)).status).toBe(404);
});

test('the list holds the files of one profile', async () => {
  const { file, get } = await setUp();
  expect((await get(null)).body.items).toMatchObject([{ id: file.id }]);
  expect((await get(null, { profileId: 'shop-b' })).body).toEqual({ items: [] });
  expect((await get(null, { query: { limit: '201' } })).body.code).toBe('parameter_invalid');
  expect((await get(null, { query: { profileId: 'shop-b' } })).status).toBe(404);
});

test.each([
  ['drop/shop/42', 'shop/42'],
  ['drop/{"a":1}', '{"a":1}'],
])('the trigger %s is for the blob %s', (blobTrigger, name) => {
  expect(readBlobPath({ triggerMetadata: { blobTrigger }, functionName: 'read-file' })).toBe(name);
});
