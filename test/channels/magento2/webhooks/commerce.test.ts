import { thrownBy } from '../shop-context.js';
import { makeKeys, posted, read, rsaSign } from './delivery.js';

const { publicKey, privateKey } = makeKeys();
const other = makeKeys();
const HEADER = 'x-adobe-commerce-webhook-signature';
const settings = { webhooks: ['commerce' as const] };
const secrets = { webhookPublicKey: publicKey };

const sign = (body: string, key = privateKey) => rsaSign(Buffer.from(body).toString('base64'), key);
const signed = (body: string, headers = {}, query = {}) =>
  posted(body, { [HEADER]: sign(body), 'x-adobe-commerce-request-id': 'r-1', ...headers }, query);

const orderSaved = JSON.stringify({
  eventName: 'observer.sales_order_save_after',
  data: { order: { entity_id: '8' } },
});

describe('an Adobe Commerce webhook', () => {
  test('is a hint of the record that it tells of, and lets the shop go on', () => {
    expect(read(signed(orderSaved), settings, secrets)).toEqual({
      deliveryId: expect.stringMatching(/^[\w-]{43}$/),
      hints: [{ resource: 'orders', recordId: '8' }],
      tracking: [],
      reply: { status: 200, contentType: 'application/json', body: '{"op":"success"}' },
    });
  });

  test('may be named by the address where the merchant sends other fields', () => {
    const query = { event: 'observer.sales_order_shipment_save_after' };
    const reading = read(signed('{"shipment":{"entity_id":6},"order":{"entity_id":5}}', {}, query), settings, secrets);
    expect(reading.hints).toEqual([{ resource: 'shipments', recordId: '6' }]);
  });

  test('of an order that is not saved yet, and so has no id, lets the shop go on too', () => {
    const order = { increment_id: '000000009', entity_id: null };
    const body = JSON.stringify({ eventName: 'observer.sales_order_place_before', data: { order } });
    expect(read(signed(body), settings, secrets)).toMatchObject({
      hints: [],
      reply: { status: 200, body: '{"op":"success"}' },
    });
  });

  test('is taken with a key whose line ends were spelled for an environment variable', () => {
    const webhookPublicKey = publicKey.replaceAll('\n', '\\n');
    expect(read(signed(orderSaved), settings, { webhookPublicKey }).hints).toHaveLength(1);
  });

  test('is the same delivery when it is sent again, and another for another request or body', () => {
    const id = (body: string, requestId: string) =>
      read(signed(body, { 'x-adobe-commerce-request-id': requestId }), settings, secrets).deliveryId;
    expect(id(orderSaved, 'r-1')).toBe(id(orderSaved, 'r-1'));
    expect(id(orderSaved, 'r-1')).not.toBe(id(orderSaved, 'r-2'));
    expect(id(orderSaved, 'r-1')).not.toBe(id(`${orderSaved} `, 'r-1'));
  });

  test.each<[string, string, Record<string, string>]>([
    ['a changed body', orderSaved.replace('8', '9'), { [HEADER]: sign(orderSaved) }],
    ['a body with one space more', `${orderSaved} `, { [HEADER]: sign(orderSaved) }],
    ['the key of another', orderSaved, { [HEADER]: sign(orderSaved, other.privateKey) }],
    ['a signature over the body itself', orderSaved, { [HEADER]: rsaSign(orderSaved, privateKey) }],
    ['an empty signature', orderSaved, { [HEADER]: '' }],
    ['a signature that is not base64', orderSaved, { [HEADER]: '%%%' }],
    ['half a signature', orderSaved, { [HEADER]: sign(orderSaved).slice(0, 100) }],
    ['no signature', orderSaved, {}],
  ])('with %s is not taken', (_, body, headers) => {
    const error = thrownBy(() => read(posted(body, headers), settings, secrets));
    expect(error).toMatchObject({ code: 'webhook_unauthenticated' });
  });

  test.each([
    ['no key', {}],
    ['a key that is none', { webhookPublicKey: 'secret' }],
    ['an empty key', { webhookPublicKey: '' }],
  ])('is not taken with %s', (_, wrong) => {
    const error = thrownBy(() => read(signed(orderSaved), settings, wrong));
    expect(error).toMatchObject({
      code: 'webhook_unauthenticated',
      message: expect.stringContaining('webhookPublicKey'),
    });
  });

  test('is not taken by a profile that has other webhooks, or none', () => {
    for (const webhooks of [['tracking' as const], []]) {
      const error = thrownBy(() => read(signed(orderSaved), { webhooks }, secrets));
      expect(error).toMatchObject({ code: 'webhook_unauthenticated' });
    }
  });

  test.each([
    ['without a name', '{"data":{"order":{"entity_id":8}}}', '/eventName'],
    ['that is not JSON', 'entity_id=8', ''],
    ['that names a key twice', '{"eventName":"a","eventName":"b"}', ''],
    ['that is empty', '', ''],
  ])('%s is refused', (_, body, path) => {
    expect(thrownBy(() => read(signed(body), settings, secrets))).toMatchObject({ code: 'webhook_invalid', path });
  });

  test('that is not UTF-8 is refused', () => {
    const body = Buffer.from([0x7b, 0xff, 0x7d]);
    const delivery = posted(body, { [HEADER]: rsaSign(body.toString('base64'), privateKey) });
    expect(thrownBy(() => read(delivery, settings, secrets))).toMatchObject({ code: 'webhook_invalid' });
  });
});
