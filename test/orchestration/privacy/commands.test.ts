import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { PipelineError } from '../../../src/model/errors.js';
import { disableProfile } from '../../../src/orchestration/privacy/disable-profile.js';
import { openWebhooks, receiveWebhook } from '../../../src/orchestration/receive-webhook.js';
import type { Channel, WebhookCommand, WebhookReading } from '../../../src/ports/channel.js';
import { createMemorySecrets } from '../../doubles/memory-secrets.js';
import { mortal } from '../crash.js';
import { apiProfile, createWorld, type World } from '../world.js';

const SECRET = 's3cret';
const sign = (body: Uint8Array): string => createHmac('sha256', SECRET).update(body).digest('hex');

const channel: Channel = {
  key: 'asking',
  title: 'Asking',
  settings: z.object({}),
  secretNames: () => [],
  mappingVersion: '1',
  resources: {},
  webhooks: {
    hasCommands: true,
    secretNames: () => ['webhookSecret'],
    read({ headers, body }, { secrets }) {
      if (secrets.webhookSecret !== SECRET || headers.signature !== sign(body))
        throw new PipelineError('webhook_unauthenticated', 'The signature is missing or not valid');
      return JSON.parse(Buffer.from(body).toString()) as WebhookReading;
    },
  },
};

const profile = apiProfile({ channel: 'asking', secrets: { webhookSecret: 'env:S' } });
const hint = { resource: 'orders', recordId: '1' };
const person: WebhookCommand = {
  kind: 'erase-person',
  customerId: '42',
  email: 'Zoe@Example.com',
  orderIds: ['7', '7'],
};
const uninstalled = (at: string | null): WebhookCommand => ({ kind: 'disable-profile', at, why: 'the app is gone' });

function setUp(changes: object = {}): World {
  const world = createWorld([{ ...profile, ...changes }], [channel]);
  return { ...world, ports: { ...world.ports, secrets: createMemorySecrets({ 'env:S': SECRET }) } };
}

async function send(world: World, reading: Partial<WebhookReading>, ports = world.ports, signature?: string) {
  const body = Buffer.from(JSON.stringify({ deliveryId: 'd1', hints: [], tracking: [], ...reading }));
  const { open } = await openWebhooks(ports, 'shop-a');
  if (open === null) throw new Error('closed');
  return receiveWebhook(ports, open, {
    method: 'POST',
    headers: { signature: signature ?? sign(body) },
    query: {},
    body,
  });
}

describe('a command about people', () => {
  test('becomes a request that waits, and a receipt that names nobody', async () => {
    const world = setUp();
    const { accepted } = await send(world, { commands: [person] });
    expect(accepted).toEqual({ hints: 0, tracking: 0, commands: 1 });
    expect(world.ports.privacyRequests.requests()).toMatchObject([
      {
        profileId: 'shop-a',
        kind: 'erase-person',
        from: 'webhook',
        by: null,
        subject: { customerIds: ['42'], emails: ['zoe@example.com'], orderIds: ['7'] },
      },
    ]);
    const receipts = [];
    for await (const receipt of world.ports.privacyReceipts.list()) receipts.push(receipt);
    expect(receipts).toMatchObject([{ state: 'working', kind: 'erase-person' }]);
    expect(JSON.stringify(receipts)).not.toMatch(/zoe/i);
  });

  test('that comes again is one request', async () => {
    const world = setUp();
    await send(world, { commands: [person, { kind: 'erase-shop' }] });
    const again = await send(world, { commands: [person, { kind: 'erase-shop' }] });
    expect(again).toMatchObject({ accepted: { commands: 0 }, duplicate: true });
    expect(world.ports.privacyRequests.requests().map(({ kind }) => kind)).toEqual(['erase-person', 'erase-shop']);
  });

  test('is not lost when the process dies after any call', async () => {
    for (let call = 1; call <= 4; call += 1) {
      const world = setUp();
      const dying = mortal(world.ports, { call, when: 'after' }).ports;
      await send(world, { commands: [person] }, dying).catch(() => {});
      await send(world, { commands: [person] });
      expect(world.ports.privacyRequests.requests()).toHaveLength(1);
      const [{ id } = { id: '' }] = world.ports.privacyRequests.requests();
      expect(await world.ports.privacyReceipts.read('shop-a', id)).not.toBeNull();
    }
  });

  test('needs blob storage only', async () => {
    const { ports } = setUp();
    const { store: _store, events: _events, runs: _runs, ...blobs } = ports;
    const body = Buffer.from(JSON.stringify({ deliveryId: 'd', hints: [], tracking: [], commands: [person] }));
    const { open } = await openWebhooks(blobs, 'shop-a');
    if (open === null) throw new Error('closed');
    await receiveWebhook(blobs, open, { method: 'POST', headers: { signature: sign(body) }, query: {}, body });
    expect(ports.privacyRequests.requests()).toHaveLength(1);
  });
});

describe('a profile that is switched off', () => {
  test('takes commands, and neither hints nor news of parcels', async () => {
    const world = setUp({ active: false });
    const { accepted } = await send(world, { hints: [hint], commands: [{ kind: 'erase-shop' }] });
    expect(accepted).toEqual({ hints: 0, tracking: 0, commands: 1 });
    expect(world.ports.privacyRequests.requests()).toHaveLength(1);
    expect(world.ports.pullRequests.requests()).toEqual([]);
  });

  test.each([
    ['a hint', undefined],
    ['a wrong signature', 'wrong'],
  ])('is not there for %s', async (_what, signature) => {
    const world = setUp({ active: false });
    await expect(send(world, { hints: [hint] }, world.ports, signature)).rejects.toMatchObject({
      code: 'webhooks_unsupported',
    });
  });

  test('is closed at once where the channel has no commands', async () => {
    const quiet = { ...channel, webhooks: { ...channel.webhooks, hasCommands: false } } as Channel;
    const { ports } = createWorld([{ ...profile, active: false }], [quiet]);
    expect(await openWebhooks(ports, 'shop-a')).toEqual({ open: null, why: 'the profile is switched off' });
  });
});

describe('the end of the app', () => {
  test.each([
    ['at its instant', '2026-11-20T10:30:00.000Z', '2026-11-20T10:30:00.000Z'],
    ['at the time of receipt, where it says none', null, '2026-11-20T11:00:00.000Z'],
  ])('switches the profile off, %s', async (_what, at, expected) => {
    const world = setUp();
    world.clock.advance(3_600_000);
    await send(world, { commands: [uninstalled(at)] });
    const off = { active: false, deactivated: { at: expected, why: 'the app is gone' } };
    expect(await world.ports.profiles.read('shop-a')).toEqual({ ...profile, ...off });
    await send(world, { deliveryId: 'd2', commands: [uninstalled(at)] });
    expect(await world.ports.profiles.read('shop-a')).toMatchObject(off);
  });

  test('does nothing where a person has stored the profile since', async () => {
    const world = setUp();
    world.clock.advance(60_000);
    await world.ports.profiles.put(profile);
    await send(world, { commands: [uninstalled('2026-11-20T10:00:30.000Z')] });
    expect((await world.ports.profiles.read('shop-a'))?.active).toBe(true);
  });

  test('does nothing where the source has registered anew since', async () => {
    const world = setUp();
    world.clock.advance(3_600_000);
    const again = { secrets: {}, registeredAt: '2026-11-20T10:40:00.000Z' };
    await world.ports.credentials.write('shop-a', again, null);
    await send(world, { commands: [uninstalled('2026-11-20T10:30:00.000Z')] });
    expect((await world.ports.profiles.read('shop-a'))?.active).toBe(true);
    await send(world, { deliveryId: 'd2', commands: [uninstalled('2026-11-20T10:50:00.000Z')] });
    expect((await world.ports.profiles.read('shop-a'))?.active).toBe(false);
  });

  test('does nothing where a person stores it at that moment', async () => {
    const { ports, clock } = setUp();
    clock.advance(60_000);
    const readStored = async (id: string) => {
      const found = await ports.profiles.readStored(id);
      await ports.profiles.put({ ...profile, name: 'Again' });
      return found;
    };
    const at = { at: '2026-11-20T10:00:30.000Z', why: 'gone' };
    expect(await disableProfile({ ...ports.profiles, readStored }, 'shop-a', at)).toBe('late');
    expect(await ports.profiles.read('shop-a')).toMatchObject({ active: true, name: 'Again' });
    expect(await disableProfile(ports.profiles, 'none', at)).toBe('unknown');
  });
});
