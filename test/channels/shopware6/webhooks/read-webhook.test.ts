import { formatShopSecrets } from '../../../../src/channels/shopware6/webhooks/shop-secrets.js';
import { idOf } from '../sample-order.js';
import { NOW, thrownBy } from '../shop-context.js';
import { bodyOf, hmac, read, signed, webhookContext } from './delivery.js';

const written = [{ entity: 'order', operation: 'update', primaryKey: idOf('o'), updatedFields: ['updatedAt'] }];
const order = bodyOf('order.written', written);
const byApp = (changes: object = {}, secrets: Record<string, string> = { shopSecret: 'agreed' }) =>
  webhookContext({ from: 'app', appName: 'Tributary', ...changes }, secrets);
const bySecret = (changes: object = {}, secrets: Record<string, string> = { webhookSecret: 'new' }) =>
  webhookContext({ from: 'secret', ...changes }, secrets);
const grace = { previousSecretUntil: '2026-11-20T10:01:00Z' };
const both = { webhookSecret: 'new', webhookSecretPrevious: 'old' };

describe('a webhook', () => {
  test('is a hint of the record that it tells of', () => {
    expect(read(signed(order, 'new'), bySecret())).toEqual({
      deliveryId: expect.stringMatching(/^[\w-]{43}$/),
      hints: [{ resource: 'orders', recordId: idOf('o') }],
      tracking: [],
    });
  });

  test('of an app is signed with the secret that was agreed on with the shop', () => {
    expect(read(signed(order, 'agreed'), byApp()).hints).toHaveLength(1);
    for (const secret of ['app', 'agree', ''])
      expect(thrownBy(() => read(signed(order, secret), byApp()))).toMatchObject({ code: 'webhook_unauthenticated' });
  });

  test('of an app may be signed for ten minutes with the secret before the last registration', () => {
    const first = formatShopSecrets('old', undefined, NOW);
    const at = (ms: number) => byApp({}, { shopSecret: formatShopSecrets('new', first, new Date(NOW.getTime() - ms)) });
    expect(read(signed(order, 'new'), at(0)).hints).toHaveLength(1);
    expect(read(signed(order, 'old'), at(599_999)).hints).toHaveLength(1);
    for (const context of [at(600_000), byApp({}, { shopSecret: first.replace('old', 'new') })])
      expect(thrownBy(() => read(signed(order, 'old'), context))).toMatchObject({ code: 'webhook_unauthenticated' });
  });

  test('may be signed with the secret before, within its time of grace', () => {
    expect(read(signed(order, 'old'), bySecret(grace, both)).hints).toHaveLength(1);
    const over = { previousSecretUntil: '2026-11-20T10:00:00Z' };
    for (const changes of [over, {}])
      expect(thrownBy(() => read(signed(order, 'old'), bySecret(changes, both)))).toMatchObject({
        code: 'webhook_unauthenticated',
      });
  });

  test('is the same delivery when its event is sent again, also at another time', () => {
    const id = (eventId: string, timestamp?: number) =>
      read(
        signed(bodyOf('order.written', written, { eventId, ...(timestamp ? { timestamp } : {}) }), 'new'),
        bySecret(),
      ).deliveryId;
    expect(id('e1')).toBe(id('e1', 1_795_168_830));
    expect(id('e1')).not.toBe(id('e2'));
  });

  test('without the id of an event is known by its body', () => {
    const bare = (name: string) => bodyOf(name, written).replace(',"eventId":"e1"', '');
    const id = (name: string) => read(signed(bare(name), 'new'), bySecret()).deliveryId;
    expect(id('order.written')).toBe(id('order.written'));
    expect(id('order.written')).not.toBe(id('order.deleted'));
  });

  test.each<[string, string, string]>([
    ['a changed body', `${order} `, hmac(order, 'new')],
    ['another secret', order, hmac(order, 'wrong')],
    ['half a signature', order, hmac(order, 'new').slice(0, 32)],
    ['a signature that is not hex', order, 'x'.repeat(64)],
    ['an empty signature', order, ''],
  ])('with %s is not taken', (_, body, signature) => {
    const delivery = { ...signed(body, 'new'), headers: { 'shopware-shop-signature': signature } };
    expect(thrownBy(() => read(delivery, bySecret()))).toMatchObject({ code: 'webhook_unauthenticated' });
  });

  test.each([
    ['a profile without webhooks', webhookContext(null, {})],
    ['a profile without the secret', bySecret({}, {})],
    ['a profile with an empty secret', bySecret({}, { webhookSecret: '' })],
    ['a profile of an app that is not installed', byApp({}, {})],
    ['a profile of an app that agreed on nothing', byApp({}, { shopSecret: '' })],
  ])('is not taken by %s', (_, context) => {
    expect(thrownBy(() => read(signed(order, ''), context))).toMatchObject({ code: 'webhook_unauthenticated' });
  });

  test('is posted', () => {
    const got = { ...signed(order, 'new'), method: 'GET' as const };
    expect(thrownBy(() => read(got, bySecret()))).toMatchObject({ code: 'webhook_unauthenticated' });
  });

  test.each<[string, string, string]>([
    ['that is too old', bodyOf('order.written', written, { timestamp: 1_795_168_800 - 301 }), '/timestamp'],
    ['from the future', bodyOf('order.written', written, { timestamp: 1_795_168_800 + 301 }), '/timestamp'],
    ['without a time', bodyOf('order.written', written, { timestamp: null }), '/timestamp'],
    ['without the name of the event', bodyOf('', written), '/data/event'],
    ['without the key of what was written', bodyOf('order.written', [{ entity: 'order' }]), '/data/payload'],
    ['of an order without an id', bodyOf('checkout.order.placed', { order: {} }), '/data/payload/order'],
    ['that is no object', '[]', ''],
    ['that is not JSON', 'body', ''],
    ['that names a key twice', '{"a":1,"a":2}', ''],
  ])('%s is refused', (_, body, path) => {
    expect(thrownBy(() => read(signed(body, 'new'), bySecret()))).toMatchObject({ code: 'webhook_invalid', path });
  });

  test('may be as old as the profile says', () => {
    const old = bodyOf('order.written', written, { timestamp: 1_795_168_800 - 3_000 });
    expect(read(signed(old, 'new'), bySecret({ maxAge: 'PT1H' })).hints).toHaveLength(1);
  });

  test('that is not UTF-8 is refused', () => {
    const body = Buffer.from([0x7b, 0xff, 0x7d]);
    const delivery = { ...signed('', 'new'), body, headers: { 'shopware-shop-signature': hmac(body, 'new') } };
    expect(thrownBy(() => read(delivery, bySecret()))).toMatchObject({ code: 'webhook_invalid' });
  });
});

describe('of the app itself', () => {
  const tell = (event: string, context = byApp()) =>
    read(signed(bodyOf(event, { keepUserData: true }), 'agreed'), context);

  test('its end switches the profile off, as of when it was told', () => {
    expect(tell('app.deleted').commands).toEqual([
      { kind: 'disable-profile', at: '2026-11-20T10:00:00.000Z', why: 'The app was deleted in the shop' },
    ]);
  });

  test.each(['app.installed', 'app.updated', 'app.activated', 'app.deactivated', 'shopware.updated'])(
    '%s changes nothing',
    (event) => {
      expect(tell(event)).toMatchObject({ hints: [], tracking: [] });
      expect(tell(event).commands).toBeUndefined();
    },
  );

  test('nothing is believed of who has a secret, but no app', () => {
    expect(tell('app.deleted', bySecret({}, { webhookSecret: 'agreed' })).commands).toBeUndefined();
  });
});

describe('an event', () => {
  const hints = (event: string, payload: unknown) => read(signed(bodyOf(event, payload), 'new'), bySecret()).hints;
  const orders = [{ resource: 'orders', recordId: idOf('o') }];
  const entry = (entity: string, changes: object = {}) => ({
    entity,
    operation: 'update',
    primaryKey: idOf('o'),
    ...changes,
  });

  test.each<[string, unknown, object[]]>([
    ['product.written', [entry('product')], [{ resource: 'products', recordId: idOf('o') }]],
    ['customer.written', [entry('customer')], [{ resource: 'customers', recordId: idOf('o') }]],
    ['order.deleted', [entry('order')], orders],
    [
      'order.written',
      [entry('order'), entry('order', { primaryKey: { id: idOf('p') } })],
      [...orders, { resource: 'orders', recordId: idOf('p') }],
    ],
    ['order.written', [entry('order', { versionId: idOf('draft') })], []],
    ['tax.written', [entry('tax')], []],
    ['checkout.order.placed', { order: { id: idOf('o'), orderCustomer: {} }, customer: { id: idOf('c') } }, orders],
    ['state_enter.order_transaction.state.paid', { order: { id: idOf('o') } }, orders],
    ['state_enter.order_transaction.state.paid', { order: { id: idOf('o'), versionId: idOf('draft') } }, []],
    ['state_enter.order_delivery.state.shipped', { orderDelivery: { id: idOf('d'), orderId: idOf('o') } }, orders],
    ['checkout.customer.register', { customer: { id: idOf('c') } }, [{ resource: 'customers', recordId: idOf('c') }]],
    ['checkout.customer.login', { customer: { id: idOf('c') } }, []],
    ['app.deleted', [], []],
    ['app.activated', {}, []],
    ['contact_form.send', null, []],
  ])('%s', (event, payload, expected) => {
    expect(hints(event, payload)).toEqual(expected);
  });
});
