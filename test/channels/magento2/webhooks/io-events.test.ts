import type { KeyObject } from 'node:crypto';
import type { WebhookDelivery } from '../../../../src/ports/channel.js';
import { thrownBy } from '../shop-context.js';
import { makeKeys, posted, read, rsaSign } from './delivery.js';

const one = makeKeys();
const two = makeKeys();
const settings = { webhooks: ['events' as const], eventsClientId: 'client-1' };
const secrets = { eventsPublicKey1: one.publicKey, eventsPublicKey2: two.publicKey };

const event = (changes = {}) => ({
  event_id: 'e-1',
  recipient_client_id: 'client-1',
  type: 'com.adobe.commerce.observer.sales_order_save_commit_after',
  data: { value: { entity_id: '8', price: 200, base_price: '200.0000' }, _metadata: { storeId: '1' } },
  ...changes,
});

const signed = (content: unknown, keys: [KeyObject | null, KeyObject | null] = [one.privateKey, two.privateKey]) => {
  const body = JSON.stringify(content);
  const headers = keys.flatMap((key, index) =>
    key === null ? [] : [[`x-adobe-digital-signature-${index + 1}`, rsaSign(body, key)] as const],
  );
  return posted(body, Object.fromEntries(headers));
};

const asked = (query: Record<string, string>): WebhookDelivery => ({
  method: 'GET',
  headers: {},
  query,
  body: new Uint8Array(),
});

describe('an I/O event', () => {
  test('is a hint of the record that it tells of', () => {
    expect(read(signed(event()), settings, secrets)).toEqual({
      deliveryId: expect.stringMatching(/^[\w-]{43}$/),
      hints: [{ resource: 'orders', recordId: '8' }],
      tracking: [],
    });
  });

  test.each<[string, [KeyObject | null, KeyObject | null]]>([
    ['the first', [one.privateKey, null]],
    ['the second', [null, two.privateKey]],
    ['the second, while the first is changed', [makeKeys().privateKey, two.privateKey]],
  ])('is taken under %s key alone', (_, keys) => {
    expect(read(signed(event(), keys), settings, secrets).hints).toHaveLength(1);
  });

  test.each<[string, [KeyObject | null, KeyObject | null]]>([
    ['the keys of others', [makeKeys().privateKey, makeKeys().privateKey]],
    ['the keys exchanged', [two.privateKey, one.privateKey]],
    ['no signature', [null, null]],
  ])('with %s is not taken', (_, keys) => {
    const error = thrownBy(() => read(signed(event(), keys), settings, secrets));
    expect(error).toMatchObject({ code: 'webhook_unauthenticated' });
  });

  test.each([
    { recipient_client_id: 'client-2' },
    { recipient_client_id: null },
    { recipient_client_id: ['client-1'] },
  ])('for another customer of Adobe is not taken: %j', (changes) => {
    const error = thrownBy(() => read(signed(event(changes)), settings, secrets));
    expect(error).toMatchObject({ code: 'webhook_unauthenticated', message: expect.stringContaining('recipient') });
    const list = thrownBy(() => read(signed([event(), event(changes)]), settings, secrets));
    expect(list).toMatchObject({ code: 'webhook_unauthenticated' });
  });

  test('is the same delivery by its id, however the rest is spelled', () => {
    const id = (changes = {}) => read(signed(event(changes)), settings, secrets).deliveryId;
    expect(id({ traceparent: 'x' })).toBe(id());
    expect(id({ event_id: 'e-2' })).not.toBe(id());
  });

  test('may come with others, of which those that are not ours are left out', () => {
    const type = 'com.adobe.commerce.observer.catalog_product_save_commit_after';
    const list = [event(), event({ type }), event({ type: 'com.adobe.commerce.observer.admin_user_save_after' })];
    expect(read(signed(list), settings, secrets).hints).toEqual([
      { resource: 'orders', recordId: '8' },
      { resource: 'products', recordId: '8' },
    ]);
  });

  test.each([
    ['without an id', event({ data: { value: {} } })],
    ['without a type', event({ type: null })],
    ['that is a null', null],
  ])('%s does not cost the others of its list theirs', (_, odd) => {
    const list = [event(), odd, event({ data: { value: { entity_id: 9 } } })];
    expect(read(signed(list), settings, secrets).hints.map(({ recordId }) => recordId)).toEqual(['8', '9']);
  });

  test('without an id is taken and tells nothing', () => {
    expect(read(signed(event({ data: { value: {} } })), settings, secrets).hints).toEqual([]);
  });

  test.each([
    ['without a type', event({ type: null }), '/type'],
    ['that is a text', 'event', ''],
    ['that is an empty list', [], ''],
    ['that is a list with a null', [null], ''],
  ])('%s is refused', (_, content, path) => {
    expect(thrownBy(() => read(signed(content), settings, secrets))).toMatchObject({ code: 'webhook_invalid', path });
  });
});

describe('the challenge of I/O Events', () => {
  test('is echoed as plain text', () => {
    expect(read(asked({ challenge: '<b>8ec8d794</b>' }), settings, secrets)).toMatchObject({
      hints: [],
      tracking: [],
      reply: { status: 200, contentType: 'text/plain; charset=utf-8', body: '<b>8ec8d794</b>' },
    });
  });

  test.each(['', 'x'.repeat(501)])('is refused when it is %.5j', (challenge) => {
    expect(thrownBy(() => read(asked({ challenge }), settings, secrets))).toMatchObject({ code: 'webhook_invalid' });
  });

  test('is not answered by a profile without events, and nothing else is answered that is not posted', () => {
    const code = 'webhook_unauthenticated';
    const none = { webhooks: ['tracking' as const] };
    expect(thrownBy(() => read(asked({ challenge: 'x' }), none, secrets))).toMatchObject({ code });
    expect(thrownBy(() => read(asked({}), settings, secrets))).toMatchObject({ code });
  });
});
