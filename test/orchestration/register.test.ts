import { z } from 'zod';
import { PipelineError } from '../../src/model/errors.js';
import { answerRegistration, confirmRegistration, openRegistration } from '../../src/orchestration/register.js';
import type { Channel, RegistrationContext } from '../../src/ports/channel.js';
import type { Credentials } from '../../src/ports/credentials.js';
import { createMemoryCredentials } from '../doubles/memory-credentials.js';
import { createMemorySecrets } from '../doubles/memory-secrets.js';
import { apiProfile, createWorld } from './world.js';

/** A channel whose requests are `<id>`, and whose confirmations are `<second>:<key>`. */
function setUp(changes: Record<string, unknown> = {}, keep = createMemoryCredentials()) {
  const contexts: RegistrationContext[] = [];
  const shop: Channel = {
    key: 'shop',
    title: 'Shop',
    settings: z.object({ app: z.boolean().default(true) }),
    secretNames: () => ['clientId'],
    mappingVersion: '1',
    resources: {},
    registration: {
      secretNames: (settings) => ((settings as { app: boolean }).app ? ['appSecret'] : []),
      storedNames: ['clientId'],
      answer: ({ rawQuery }, context) => {
        contexts.push(context);
        if (rawQuery === 'wrong') throw new PipelineError('webhook_unauthenticated', 'It is not signed');
        return { requestId: rawQuery, reply: { status: 200, contentType: 'text/plain', body: 'proof' } };
      },
      confirm: ({ body }, context) => {
        contexts.push(context);
        const [second = '', clientId = ''] = Buffer.from(body).toString().split(':');
        return { secrets: { clientId }, registeredAt: `2026-11-20T10:00:${second}.000Z` };
      },
      manifest: () => '',
    },
  };
  const profile = apiProfile({ channel: 'shop', secrets: { appSecret: 'env:APP' }, ...changes });
  const world = createWorld([profile, apiProfile({ id: 'other', channel: 'api' })], [shop]);
  const ports = { ...world.ports, credentials: keep, secrets: createMemorySecrets({ 'env:APP': 's3cret' }) };
  const empty = { method: 'GET' as const, headers: {}, query: {}, body: new Uint8Array() };
  async function open() {
    const found = await openRegistration(ports, 'shop-a');
    if (found.open === null) throw new Error(found.why);
    return found.open;
  }
  const request = async (rawQuery: string) =>
    answerRegistration(ports, await open(), { ...empty, rawQuery, confirmationUrl: 'https://a.example/confirm' });
  const confirm = async (text: string) =>
    confirmRegistration(ports, await open(), { ...empty, method: 'POST', body: Buffer.from(text) });
  const stored = async () => (await keep.read('shop-a'))?.handedOver.secrets.clientId;
  return { ports, contexts, request, confirm, stored };
}

describe('a registration', () => {
  test('is answered, and stores nothing', async () => {
    const { request, stored, contexts } = setUp();
    expect(await request('r1')).toEqual({ status: 200, contentType: 'text/plain', body: 'proof' });
    expect(contexts[0]).toMatchObject({ secrets: { appSecret: 's3cret' }, stored: null });
    expect(await stored()).toBeUndefined();
  });

  test('is answered once: a copy of the request gets no answer', async () => {
    const { request } = setUp();
    await request('r1');
    await expect(request('r1')).rejects.toMatchObject({ code: 'registration_outdated' });
    expect((await request('r2')).status).toBe(200);
  });

  test('that is not signed does not use up the request', async () => {
    const { request, ports } = setUp();
    await expect(request('wrong')).rejects.toMatchObject({ code: 'webhook_unauthenticated' });
    ports.marks.claim = () => Promise.reject(new Error('nothing is claimed'));
    await expect(request('wrong')).rejects.toMatchObject({ code: 'webhook_unauthenticated' });
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['of a profile that is switched off', { active: false }, 'the profile is switched off'],
    ['that the settings do not switch on', { settings: { app: false } }, 'the settings switch no registration on'],
    ['without its secret', { secrets: {} }, 'the profile references no secret appSecret'],
    ['of a channel that does not exist', { channel: 'gone' }, 'the channel has no registration'],
    ['of another profile', { id: 'shop-b' }, 'there is no such profile'],
    [
      'that is checked with what it would hand over',
      { secrets: { appSecret: 'stored:clientId' } },
      'the channel has not handed over its credentials yet',
    ],
  ])('%s is closed', async (_what, changes, why) => {
    const { ports } = setUp(changes);
    const missing = new PipelineError('registration_missing', 'not yet');
    if (why.includes('not handed over')) ports.secrets.resolve = () => Promise.reject(missing);
    expect(await openRegistration(ports, 'shop-a')).toEqual({ open: null, why });
  });

  test('whose secret cannot be had now is tried again', async () => {
    const { ports } = setUp({ secrets: { appSecret: 'env:GONE' } });
    await expect(openRegistration(ports, 'shop-a')).rejects.toMatchObject({ code: 'webhook_secret_unavailable' });
  });
});

describe('a confirmation', () => {
  test('stores what it hands over; a repeat changes nothing, and a later registration replaces it', async () => {
    const { confirm, stored, contexts } = setUp();
    await confirm('01:first');
    await confirm('01:first');
    expect(await stored()).toBe('first');
    await confirm('02:second');
    expect(await stored()).toBe('second');
    expect(contexts.at(-1)?.stored).toEqual({ clientId: 'first' });
  });

  test.each(['01:first', '01:forged', '02:forged'])('%s after a later one is refused', async (late) => {
    const { confirm, stored } = setUp();
    await confirm('01:first');
    await confirm('02:second');
    await expect(confirm(late)).rejects.toMatchObject({ code: 'registration_outdated' });
    expect(await stored()).toBe('second');
  });

  test('meets another one at the same time: the later registration stays', async () => {
    const keep = createMemoryCredentials();
    let before: string | null = '02:later';
    const { confirm, stored } = setUp(
      {},
      racing(keep, () => before !== null && other(before)),
    );
    const other = (text: string) => {
      before = null;
      return setUp({}, keep).confirm(text);
    };
    await expect(confirm('01:earlier')).rejects.toMatchObject({ code: 'registration_outdated' });
    expect(await stored()).toBe('later');
    before = '03:still later';
    await confirm('04:last');
    expect(await stored()).toBe('last');
  });

  test('that always meets another one gives up, to be sent again', async () => {
    const keep: Credentials = { ...createMemoryCredentials(), write: async () => 'moved' };
    await expect(setUp({}, keep).confirm('01:first')).rejects.toMatchObject({
      code: 'store_conflict',
      disposition: 'retry',
    });
  });

  test('under another name, or without a value, is a fault of the channel', async () => {
    const { confirm, stored } = setUp();
    await expect(confirm('01:')).rejects.toMatchObject({ code: 'internal' });
    expect(await stored()).toBeUndefined();
  });
});

/** Credentials where something happens between the reading and the writing. */
function racing(keep: Credentials, between: () => unknown): Credentials {
  return {
    read: keep.read,
    async write(...parts) {
      await between();
      return keep.write(...parts);
    },
  };
}
