import { checkHealth, type HealthPorts } from '../../src/orchestration/check-health.js';
import type { QueuedBlob } from '../../src/ports/queue.js';

const NOW = new Date('2026-11-20T10:00:00Z');
const forever = () => new Promise<never>(() => {});

async function* blobs(ages: Iterable<number>): AsyncIterable<QueuedBlob> {
  for (const age of ages) yield { name: String(age), size: 1, createdAt: new Date(NOW.getTime() - age * 1_000) };
}

function ports(own: Partial<HealthPorts> = {}, sleep: () => Promise<void> = forever): HealthPorts {
  const up = async () => null;
  return {
    probes: { blobs: up, orders: up },
    queue: { list: () => blobs([]) },
    clock: { now: () => NOW, sleep },
    ...own,
  };
}

describe('checkHealth', () => {
  test('says that everything is up and nothing waits', async () => {
    expect(await checkHealth(ports())).toEqual({
      dependencies: { blobs: 'up', orders: 'up' },
      backlog: { count: 0, oldestAgeSeconds: null },
    });
  });

  test('counts the backlog and gives the age of its oldest blob', async () => {
    const { backlog } = await checkHealth(ports({ queue: { list: () => blobs([5, 60.9, 3]) } }));
    expect(backlog).toEqual({ count: 3, oldestAgeSeconds: 60 });
  });

  test('gives no negative age to a blob whose clock runs ahead', async () => {
    const { backlog } = await checkHealth(ports({ queue: { list: () => blobs([-5]) } }));
    expect(backlog).toEqual({ count: 1, oldestAgeSeconds: 0 });
  });

  test('stops counting at 10,000 and says so', async () => {
    const endless = function* () {
      for (;;) yield 1;
    };
    const { backlog } = await checkHealth(ports({ queue: { list: () => blobs(endless()) } }));
    expect(backlog).toEqual({ count: 10_000, capped: true, oldestAgeSeconds: 1 });
  });

  test.each(['blobs', 'orders'] as const)('names %s when it fails, and the other one not', async (name) => {
    const probes = { blobs: async () => null, orders: async () => null, [name]: () => Promise.reject(new Error('no')) };
    const { dependencies } = await checkHealth(ports({ probes }));
    expect(dependencies).toEqual({ blobs: 'up', orders: 'up', [name]: 'down' });
  });

  test('takes silence for a failure after three seconds', async () => {
    const waits: number[] = [];
    const clock = { now: () => NOW, sleep: async (ms: number) => void waits.push(ms) };
    const silent = { blobs: forever, orders: forever };
    const health = await checkHealth({ probes: silent, queue: { list: () => hanging() }, clock });
    expect(health).toEqual({ dependencies: { blobs: 'down', orders: 'down' }, backlog: null });
    expect(new Set(waits)).toEqual(new Set([3_000]));
  });

  test('has no backlog when the queue cannot be listed', async () => {
    const broken = async function* (): AsyncIterable<QueuedBlob> {
      yield* [];
      throw new Error('no');
    };
    expect((await checkHealth(ports({ queue: { list: broken } }))).backlog).toBeNull();
  });
});

async function* hanging(): AsyncIterable<QueuedBlob> {
  await forever();
  yield* [];
}
