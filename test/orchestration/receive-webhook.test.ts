import { z } from 'zod';
import { PipelineError } from '../../src/model/errors.js';
import { trackingNews } from '../../src/orchestration/apply-tracking.js';
import { readLines } from '../../src/orchestration/queued-line.js';
import { openWebhooks, receiveWebhook, type WebhookPorts } from '../../src/orchestration/receive-webhook.js';
import { isWaiting } from '../../src/orchestration/run-pull.js';
import type { Channel, WebhookDelivery, WebhookReading } from '../../src/ports/channel.js';
import { createMemorySecrets } from '../doubles/memory-secrets.js';
import { apiProfile, createWorld, type World } from './world.js';

const MINUTE = 60_000;

const NOTHING: WebhookReading = { deliveryId: 'd1', hints: [], tracking: [] };
const parcel = {
  orderNumber: '1000',
  trackingNumber: '1Z999',
  carrier: 'UPS',
  state: 'delivered',
  deliveredAt: '2026-11-20T09:00:00Z',
} as const;

/** A channel whose deliveries say in so many words what they tell. */
const shop: Channel<{ webhooks: boolean }> = {
  key: 'shop',
  title: 'Shop',
  settings: z.strictObject({ webhooks: z.boolean().default(true) }),
  secretNames: () => ['token'],
  mappingVersion: '1',
  resources: {},
  webhooks: {
    secretNames: ({ webhooks }) => (webhooks ? ['webhookSecret'] : ['another']),
    read({ headers, body }, { secrets }) {
      if (headers.signature !== secrets.webhookSecret)
        throw new PipelineError('webhook_unauthenticated', 'The signature is not valid');
      return { ...NOTHING, ...(JSON.parse(Buffer.from(body).toString()) as Partial<WebhookReading>) };
    },
  },
};
const profile = apiProfile({ channel: 'shop', secrets: { token: 'env:TOKEN', webhookSecret: 'env:HOOK' } });

function setUp(changes: Partial<typeof profile> = {}) {
  const world = createWorld([{ ...profile, ...changes }], [shop as unknown as Channel]);
  const ports: World['ports'] = { ...world.ports, secrets: createMemorySecrets({ 'env:HOOK': 's3cret' }) };
  return { world: { ...world, ports }, ports };
}

const deliveryOf = (reading: Partial<WebhookReading>, signature = 's3cret'): WebhookDelivery => ({
  method: 'POST',
  headers: { signature },
  query: {},
  body: Buffer.from(JSON.stringify(reading)),
});

async function send(ports: WebhookPorts, delivery: WebhookDelivery) {
  const { open } = await openWebhooks(ports, 'shop-a');
  if (open === null) throw new Error('closed');
  return receiveWebhook(ports, open, delivery);
}

async function namesOf({ ports }: World): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of ports.pullRequests.list()) names.push(name);
  return names;
}

async function envelopesOf({ ports }: World) {
  const bodies = await Promise.all(ports.queue.names().map((name) => ports.queue.read(name)));
  return bodies.flatMap((blob) => readLines(blob?.body ?? '')).map(({ envelope }) => envelope);
}

describe('the webhooks of a profile', () => {
  test('are open with the parsed settings, and no secret but those that they are checked with', async () => {
    const { open } = await openWebhooks(setUp().ports, 'shop-a');
    expect(open).toMatchObject({ settings: { webhooks: true }, secrets: { webhookSecret: 's3cret' } });
    expect(open?.secrets).not.toHaveProperty('token');
  });

  test.each([
    ['an unknown profile', 'shop-x', {}, 'there is no such profile'],
    ['a text that is no profile id', '../shop-a', {}, 'there is no such profile'],
    ['an inactive profile', 'shop-a', { active: false }, 'the profile is switched off'],
    ['a channel without them', 'shop-a', { channel: 'api' }, 'the channel has no webhooks'],
    [
      'a profile without their secrets',
      'shop-a',
      { settings: { webhooks: false } },
      'the profile references no secret another',
    ],
  ])('are closed for %s', async (_what, id, changes, why) => {
    expect(await openWebhooks(setUp(changes).ports, id)).toEqual({ open: null, why });
  });

  test.each<[string, Partial<typeof profile>, string]>([
    ['settings that do not fit', { settings: { webhooks: 'yes' } }, 'profile_unreadable'],
    [
      'a secret that cannot be had',
      { secrets: { token: 'env:TOKEN', webhookSecret: 'env:MISSING' } },
      'webhook_secret_unavailable',
    ],
  ])('are not closed but fail for %s', async (_what, changes, code) => {
    await expect(openWebhooks(setUp(changes).ports, 'shop-a')).rejects.toMatchObject({ code, disposition: 'retry' });
  });
});

describe('a delivery', () => {
  test('with hints asks for the records that they name, once each and by resource', async () => {
    const { ports } = setUp();
    const hints = [
      { resource: 'orders', recordId: '1' },
      { resource: 'shipments', recordId: '7' },
      { resource: 'orders', recordId: '2' },
      { resource: 'orders', recordId: '1' },
    ];
    const receipt = await send(ports, deliveryOf({ hints }));
    expect(receipt).toEqual({ accepted: { hints: 4, tracking: 0 }, duplicate: false, reply: null });
    const common = { profileId: 'shop-a', kind: 'records', reason: 'webhook', slice: 0 };
    expect(ports.pullRequests.requests()).toMatchObject([
      { ...common, resource: 'orders', ids: ['1', '2'] },
      { ...common, resource: 'shipments', ids: ['7'] },
    ]);
    expect(ports.queue.names()).toEqual([]);
  });

  test('with many hints asks for 500 records at a time', async () => {
    const { ports } = setUp();
    const hints = Array.from({ length: 1_001 }, (_, index) => ({ resource: 'orders', recordId: String(index) }));
    await send(ports, deliveryOf({ hints }));
    expect(ports.pullRequests.requests().map(({ ids }) => ids?.length)).toEqual([500, 500, 1]);
  });

  describe('that names a record', () => {
    const hintOf = (deliveryId: string, recordId = '1') =>
      deliveryOf({ deliveryId, hints: [{ resource: 'orders', recordId }] });
    /** Ends the requests whose time has come, as a pull does, and gives the ids that it read. */
    async function pull({ clock, ports }: World): Promise<string[]> {
      const read: string[] = [];
      for await (const { name } of ports.pullRequests.list()) {
        const request = await ports.pullRequests.read(name);
        if (request === null || isWaiting(request, clock.now())) continue;
        read.push(...(runs.has(request.runId) ? [] : (request.ids ?? [])));
        runs.add(request.runId);
        await ports.pullRequests.delete(name);
      }
      return read;
    }
    const runs = new Set<string>();
    beforeEach(() => runs.clear());

    test('has it read at once, and a flood of others has it read once more after the minute', async () => {
      const { world, ports } = setUp();
      const read: string[][] = [];
      for (let second = 0; second < 180; second += 1) {
        await send(ports, hintOf(`d${second}`));
        await send(ports, hintOf(`e${second}`));
        read.push(await pull(world));
        world.clock.advance(1_000);
      }
      expect(read[0]).toEqual(['1']);
      expect(read.flat()).toHaveLength(5);
      world.clock.advance(MINUTE);
      expect(await pull(world)).toEqual(['1']);
    });

    test('that changed while it was read, or right after, has it read once more', async () => {
      const { world, ports } = setUp();
      await send(ports, hintOf('d1'));
      const [name = ''] = await namesOf(world);
      await send(ports, hintOf('d2'));
      await ports.pullRequests.delete(name);
      expect(await pull(world)).toEqual([]);
      await send(ports, hintOf('d3'));
      expect(await pull(world)).toEqual([]);
      world.clock.advance(2 * MINUTE);
      expect(await pull(world)).toEqual(['1']);
    });

    test('does not wait for hints of another record, of another profile, or of the minute before', async () => {
      const { world, ports } = setUp();
      await send(ports, hintOf('d1'));
      await send(ports, hintOf('d2', '2'));
      world.clock.advance(MINUTE);
      await send(ports, hintOf('d3'));
      expect(await pull(world)).toEqual(['1', '2', '1']);
    });

    test('and comes again after a crash is among the first still, whoever came in between', async () => {
      const { world, ports } = setUp();
      const down = { ...ports, pullRequests: { put: () => Promise.reject(new Error('down')) } };
      await expect(send(down, hintOf('d1'))).rejects.toThrow('down');
      await send(ports, hintOf('d2'));
      world.clock.advance(5 * MINUTE);
      await send(ports, hintOf('d1'));
      expect(await pull(world)).toEqual(['1', '1']);
    });
  });

  test('with tracking updates leaves each in an envelope of its own', async () => {
    const { world, ports } = setUp();
    const receipt = await send(ports, deliveryOf({ tracking: [parcel, { ...parcel, trackingNumber: 'X' }] }));
    expect(receipt).toEqual({ accepted: { hints: 0, tracking: 2 }, duplicate: false, reply: null });
    const [first, second] = await envelopesOf(world);
    const receivedAt = world.clock.now().toISOString();
    expect(first).toMatchObject({ profileId: 'shop-a', type: 'shipment', format: 'tracking', origin: 'webhook' });
    expect(first).toMatchObject({ receivedAt, receipt: expect.stringMatching(/-000$/) });
    expect(first).not.toHaveProperty('recordId');
    expect(JSON.parse(String(first?.raw))).toEqual({ ...parcel, receivedAt });
    expect(trackingNews.safeParse(JSON.parse(String(second?.raw))).success).toBe(true);
    expect(second?.eventId).not.toBe(first?.eventId);
  });

  test('with a reply is answered with it', async () => {
    const { ports } = setUp();
    const reply = { status: 200, contentType: 'text/plain', body: 'challenge' };
    expect(await send(ports, deliveryOf({ reply }))).toEqual({
      accepted: { hints: 0, tracking: 0 },
      duplicate: false,
      reply,
    });
    expect(await send(ports, deliveryOf({ reply, tracking: [parcel] }))).toMatchObject({
      accepted: { tracking: 1 },
      reply,
    });
  });

  test.each<[string, Partial<WebhookReading>]>([
    ['a hint without an id', { hints: [{ resource: 'orders', recordId: '' }] }],
    ['a hint with an endless id', { hints: [{ resource: 'orders', recordId: 'x'.repeat(513) }] }],
    ['a state that is none', { tracking: [{ ...parcel, state: 'lost' as 'delivered' }] }],
    ['a time that is none', { tracking: [{ ...parcel, deliveredAt: 'soon' }] }],
    ['an empty number', { tracking: [{ ...parcel, trackingNumber: '' }] }],
    ['more tracking updates than one blob takes', { tracking: Array.from({ length: 501 }, () => parcel) }],
  ])('with %s is refused whole', async (_what, reading) => {
    const { ports } = setUp();
    const good = { resource: 'orders', recordId: '1' };
    const delivery = deliveryOf({ ...reading, hints: [good, ...(reading.hints ?? [])] });
    await expect(send(ports, delivery)).rejects.toMatchObject({ code: 'webhook_invalid' });
    expect([ports.pullRequests.requests(), ports.queue.names()]).toEqual([[], []]);
  });

  test('that is not authentic does nothing', async () => {
    const { ports } = setUp();
    const delivery = deliveryOf({ tracking: [parcel] }, 'forged');
    await expect(send(ports, delivery)).rejects.toMatchObject({ code: 'webhook_unauthenticated' });
    expect(ports.queue.names()).toEqual([]);
  });
});

describe('a delivery that comes again', () => {
  const delivery = deliveryOf({ hints: [{ resource: 'orders', recordId: '1' }], tracking: [parcel] });
  const taken = { accepted: { hints: 1, tracking: 1 }, duplicate: false };

  async function finish({ ports }: World): Promise<void> {
    for (const name of ports.queue.names()) await ports.queue.delete(name);
    for await (const { name } of ports.pullRequests.list()) await ports.pullRequests.delete(name);
  }

  test('does nothing, also when its work was finished meanwhile', async () => {
    const { world, ports } = setUp();
    expect(await send(ports, delivery)).toMatchObject(taken);
    await finish(world);
    for (let repeat = 0; repeat < 3; repeat += 1) {
      world.clock.advance(60_000);
      expect(await send(ports, delivery)).toMatchObject({ accepted: { hints: 0, tracking: 0 }, duplicate: true });
    }
    expect([ports.queue.names(), ports.pullRequests.requests()]).toEqual([[], []]);
  });

  test('is another one under another id, with another body, or for another profile', async () => {
    const { ports } = setUp();
    await ports.profiles.put({ ...profile, id: 'shop-b' });
    const { open } = await openWebhooks(ports, 'shop-b');
    if (open === null) throw new Error('closed');
    expect(await send(ports, delivery)).toMatchObject(taken);
    expect(await send(ports, deliveryOf({ deliveryId: 'd2', tracking: [parcel] }))).toMatchObject({ duplicate: false });
    expect(await send(ports, deliveryOf({ tracking: [{ ...parcel, state: 'exception' }] }))).toMatchObject({
      duplicate: false,
    });
    expect(await receiveWebhook(ports, open, delivery)).toMatchObject(taken);
    expect(ports.queue.names()).toHaveLength(4);
  });

  test('ten times at once is in one blob and one request', async () => {
    const { world, ports } = setUp();
    const receipts = await Promise.all(Array.from({ length: 10 }, () => send(ports, delivery)));
    expect(receipts.filter(({ duplicate }) => !duplicate).length).toBeGreaterThan(0);
    expect(await envelopesOf(world)).toHaveLength(1);
    expect(ports.pullRequests.requests()).toHaveLength(1);
    expect(await send(ports, delivery)).toMatchObject({ duplicate: true });
  });

  test.each([1, 2, 3, 4, 5])(
    'after a crash at write %d finds its work done, and once, before it is a repeat',
    async (death) => {
      const { world, ports } = setUp();
      let writes = 0;
      const dying = <Args extends unknown[], Result>(write: (...args: Args) => Promise<Result>) => {
        return async (...args: Args): Promise<Result> => {
          const result = await write(...args);
          writes += 1;
          if (writes === death) throw new Error('the process was killed');
          return result;
        };
      };
      const mortal: WebhookPorts = {
        ...ports,
        marks: { claim: dying(ports.marks.claim) },
        queue: { put: dying(ports.queue.put) },
        pullRequests: { put: dying(ports.pullRequests.put) },
      };
      await expect(send(mortal, delivery)).rejects.toThrow('killed');
      world.clock.advance(60_000);
      expect((await send(ports, delivery)).duplicate).toBe(death === 5);
      const envelopes = await envelopesOf(world);
      expect(envelopes).toMatchObject([{ receivedAt: '2026-11-20T10:00:00.000Z' }]);
      expect(ports.pullRequests.requests()).toHaveLength(1);
      expect(await send(ports, delivery)).toMatchObject({ duplicate: true });
    },
  );

  test('is worked off however many tries crashed', async () => {
    const { ports } = setUp();
    const down: WebhookPorts = { ...ports, queue: { put: () => Promise.reject(new Error('down')) } };
    for (let crash = 0; crash < 25; crash += 1) await expect(send(down, delivery)).rejects.toThrow('down');
    expect(await send(ports, delivery)).toMatchObject(taken);
    expect(ports.queue.names()).toHaveLength(1);
  });

  test('with the same envelope and event, when its blob was processed before the crash', async () => {
    const { world, ports } = setUp();
    const down: WebhookPorts = {
      ...ports,
      marks: {
        claim: (profileId, key, mark) =>
          key.endsWith(' 1') ? Promise.reject(new Error('down')) : ports.marks.claim(profileId, key, mark),
      },
    };
    await expect(send(down, delivery)).rejects.toThrow('down');
    const before = await envelopesOf(world);
    await finish(world);
    world.clock.advance(60_000);
    expect(await send(ports, delivery)).toMatchObject(taken);
    expect(await envelopesOf(world)).toEqual(before);
  });
});
