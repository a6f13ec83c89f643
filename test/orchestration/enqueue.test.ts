import type { Envelope } from '../../src/model/envelope.js';
import { enqueue } from '../../src/orchestration/enqueue.js';
import { readLines } from '../../src/orchestration/queued-line.js';
import { createManualClock } from '../doubles/manual-clock.js';
import { createMemoryQueue } from '../doubles/memory-queue.js';

const envelope = (eventId: string, raw = '{}'): Envelope => ({
  schema: 1,
  eventId,
  receipt: eventId,
  profileId: 'shop',
  type: 'order',
  format: 'fake',
  origin: 'pull',
  receivedAt: '2026-11-20T10:00:00Z',
  tries: 0,
  raw,
});
const group = (name: string, size: number, raw?: string) =>
  Array.from({ length: size }, (_, index) => envelope(`${name}${index}`, raw));

async function queued(groups: Envelope[][], times = 1): Promise<string[][]> {
  const queue = createMemoryQueue({ clock: createManualClock() });
  let names: string[] = [];
  for (let time = 0; time < times; time += 1) names = await enqueue(queue, 'source', groups);
  expect([...names].sort()).toEqual(queue.names());
  const bodies = await Promise.all(names.map(async (name) => (await queue.read(name))?.body ?? ''));
  return bodies.map((body) => readLines(body).map((line) => line.envelope?.eventId ?? '?'));
}

test('few envelopes lie in one blob, in their order', async () => {
  expect(await queued([group('a', 2), group('b', 1)])).toEqual([['a0', 'a1', 'b0']]);
});

test('nothing needs no blob', async () => {
  expect(await queued([])).toEqual([]);
});

test('a blob holds 500 lines at most, and a group is not torn apart', async () => {
  const blobs = await queued([group('a', 300), group('b', 199), group('c', 2), group('d', 1)]);
  expect(blobs.map((lines) => lines.length)).toEqual([499, 3]);
  expect(blobs[1]).toEqual(['c0', 'c1', 'd0']);
});

test('a group that no blob can hold goes on in the next', async () => {
  const blobs = await queued([group('a', 1), group('b', 1_001)]);
  expect(blobs.map((lines) => lines.length)).toEqual([1, 500, 500, 1]);
  expect(blobs.flat()).toHaveLength(1_002);
});

test('large payloads are spread over more blobs', async () => {
  const large = 'x'.repeat(2_000_000);
  expect(await queued([group('a', 2, large), group('b', 1, large), group('c', 1)])).toEqual([
    ['a0', 'a1'],
    ['b0', 'c0'],
  ]);
});

test('the same source twice is queued once', async () => {
  expect(await queued([group('a', 500), group('b', 1)], 2)).toHaveLength(2);
});
