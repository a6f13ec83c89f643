import { HttpRequest, type HttpRequestInit } from '@azure/functions';
import { z } from 'zod';
import { answerWebhook } from '../../../src/functions/http/webhook-answer.js';
import { withProblems } from '../../../src/functions/http/with-problems.js';
import { PipelineError } from '../../../src/model/errors.js';
import type { Channel, WebhookDelivery } from '../../../src/ports/channel.js';
import { createMemorySecrets } from '../../doubles/memory-secrets.js';
import { apiProfile, createWorld } from '../../orchestration/world.js';
import { bodyOf, createContext } from '../test-request.js';

const SECRETS = { hook: 'env:HOOK' };
const PROFILES = [
  apiProfile({ id: 'shop-a', channel: 'shop', secrets: SECRETS }),
  apiProfile({ id: 'shop-off', channel: 'shop', secrets: SECRETS, active: false }),
  apiProfile({ id: 'shop-bare', channel: 'shop' }),
  apiProfile({ id: 'shop-api' }),
  apiProfile({ id: 'shop-gone', channel: 'shop', secrets: { hook: 'env:GONE' } }),
];

function setUp() {
  const deliveries: WebhookDelivery[] = [];
  const shop: Channel = {
    key: 'shop',
    title: 'Shop',
    settings: z.record(z.string(), z.unknown()),
    secretNames: () => [],
    mappingVersion: '1',
    resources: {},
    webhooks: {
      secretNames: () => ['hook'],
      read(delivery) {
        deliveries.push(delivery);
        const { challenge } = delivery.query;
        if (challenge !== undefined)
          return {
            deliveryId: '',
            hints: [],
            tracking: [],
            reply: { status: 200, contentType: 'text/plain', body: challenge },
          };
        if (delivery.headers.signature !== 'right')
          throw new PipelineError('webhook_unauthenticated', 'The signature is not valid');
        const [resource = '', recordId = ''] = Buffer.from(delivery.body).toString().split(' ');
        if (resource === 'nonsense') throw new PipelineError('webhook_invalid', 'There is no resource nonsense');
        return { deliveryId: 'd1', hints: [{ resource, recordId }], tracking: [] };
      },
    },
  };
  const api: Channel = { ...shop, key: 'api' };
  delete api.webhooks;
  const { ports } = createWorld(PROFILES, [shop, api]);
  const all = { ...ports, secrets: createMemorySecrets({ 'env:HOOK': 's3cret' }) };
  const context = createContext();
  const handle = withProblems((request, invocation) => answerWebhook(all, request, invocation));
  async function ask(profileId: string, own: Partial<HttpRequestInit> = {}) {
    const url = 'http://127.0.0.1/api/webhooks/x';
    const request = new HttpRequest({ method: 'POST', url, params: { profileId }, ...own });
    const answer = await handle(request, context);
    return { request, answer, headers: new Headers(answer.headers as Record<string, string>) };
  }
  return { ask, deliveries, ports: all, context };
}

const signed = (body: string | Uint8Array): Partial<HttpRequestInit> => ({
  headers: { Signature: 'right' },
  body: { bytes: typeof body === 'string' ? Buffer.from(body) : body },
});

describe('a webhook', () => {
  test('is answered 202 with what was taken, and a repeat with that it is one', async () => {
    const { ask, ports, context } = setUp();
    const first = await ask('shop-a', signed('orders 42'));
    expect([first.answer.status, bodyOf(first.answer)]).toEqual([
      202,
      { accepted: { hints: 1, tracking: 0 }, duplicate: false },
    ]);
    const second = await ask('shop-a', signed('orders 42'));
    expect([second.answer.status, bodyOf(second.answer)]).toEqual([
      202,
      { accepted: { hints: 0, tracking: 0 }, duplicate: true },
    ]);
    expect(ports.pullRequests.requests()).toMatchObject([{ resource: 'orders', ids: ['42'] }]);
    expect(context.lines.map((line) => JSON.parse(line))).toEqual([
      { kind: 'webhook', profileId: 'shop-a', hints: 1, tracking: 0, duplicate: false },
      { kind: 'webhook', profileId: 'shop-a', hints: 0, tracking: 0, duplicate: true },
    ]);
  });

  test('reaches the channel byte by byte, with its headers by lower-case name', async () => {
    const { ask, deliveries } = setUp();
    const bytes = Buffer.concat([Buffer.from('\ufefforders 1 '), Buffer.from([0xff, 0x00, 0x0d, 0x0a])]);
    await ask('shop-a', { ...signed(bytes), headers: { Signature: 'right', 'Content-Type': 'text/x-odd' } });
    expect(deliveries).toHaveLength(1);
    const { method, headers, body } = deliveries[0] as WebhookDelivery;
    expect([method, headers.signature, headers['content-type']]).toEqual(['POST', 'right', 'text/x-odd']);
    expect(Buffer.from(body).equals(bytes)).toBe(true);
  });

  test('that asks for an echo gets it, as plain text that no browser takes for anything else', async () => {
    const { ask, deliveries } = setUp();
    const { answer, headers } = await ask('shop-a', { method: 'GET', query: { challenge: '<script>' } });
    expect([answer.status, answer.body]).toEqual([200, '<script>']);
    expect([headers.get('content-type'), headers.get('x-content-type-options')]).toEqual(['text/plain', 'nosniff']);
    expect(deliveries[0]).toMatchObject({ method: 'GET', body: new Uint8Array() });
  });

  test('gets one answer wherever there is none to take it; the log tells why', async () => {
    const { ask, context } = setUp();
    const bodies = new Set<string>();
    for (const id of ['shop-x', '../shop-a', '', 'shop-off', 'shop-bare', 'shop-api']) {
      const { answer } = await ask(id, signed('orders 42'));
      expect(answer.status).toBe(404);
      bodies.add(JSON.stringify([answer.headers, answer.body]));
    }
    expect(bodies.size).toBe(1);
    expect(context.lines.map((line) => JSON.parse(line).why)).toEqual([
      'there is no such profile',
      'there is no such profile',
      'there is no such profile',
      'the profile is switched off',
      'the profile references no secret hook',
      'the channel has no webhooks',
    ]);
  });

  test('with a bad signature gets one answer and a warning without its body', async () => {
    const { ask, context, ports } = setUp();
    const { answer } = await ask('shop-a', { ...signed('orders canary'), headers: { signature: 'wrong' } });
    expect(answer.status).toBe(401);
    expect(bodyOf(answer)).toMatchObject({ code: 'webhook_unauthenticated' });
    expect(context.lines).toHaveLength(1);
    expect(context.lines.join()).not.toMatch(/canary|wrong|s3cret/);
    expect(ports.pullRequests.requests()).toEqual([]);
  });

  test.each([
    ['a body that the channel cannot read', 'shop-a', signed('nonsense'), 400, 'webhook_invalid'],
    ['a body beyond 5 MB', 'shop-a', signed(Buffer.alloc(5 * 1024 * 1024 + 1)), 413, 'body_too_large'],
    ['a body that declares more', 'shop-a', { headers: { 'content-length': '5242881' } }, 413, 'body_too_large'],
    ['a secret that cannot be had', 'shop-gone', signed('orders 42'), 503, 'webhook_secret_unavailable'],
  ])('with %s is a problem', async (_what, id, own, status, code) => {
    const { ask, deliveries } = setUp();
    const { answer, headers } = await ask(id, own);
    expect([answer.status, bodyOf(answer).code]).toEqual([status, code]);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(deliveries).toHaveLength(status === 400 ? 1 : 0);
  });

  test('of exactly 5 MB is taken', async () => {
    const { ask, deliveries } = setUp();
    const body = Buffer.alloc(5 * 1024 * 1024, ' ');
    body.write('orders 1');
    expect((await ask('shop-a', signed(body))).answer.status).toBe(202);
    expect(deliveries[0]?.body.byteLength).toBe(5 * 1024 * 1024);
  });

  test('is never answered 202 while blob storage is down', async () => {
    const { ask, ports } = setUp();
    ports.pullRequests.put = () => Promise.reject(new PipelineError('blob_unavailable', 'down'));
    expect((await ask('shop-a', signed('orders 42'))).answer.status).toBe(503);
  });
});
