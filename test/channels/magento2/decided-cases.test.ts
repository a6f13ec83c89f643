import { restUrl } from '../../../src/channels/magento2/rest-url.js';
import type { Json, JsonObject } from '../../../src/diff/json.js';
import { answer, type ScriptedServer, startScriptedServer } from '../kit/scripted-server.js';
import { mapped, sampleItem, sampleOrder } from './sample-order.js';
import { answeringContext, contextOf, mapComplete, resourceOf, settingsOf, thrownBy } from './shop-context.js';

describe('where other connectors go wrong', () => {
  test.each<[Json, Json, string | null, string | null]>([
    ['Jane', 'Doe', 'Jane', 'Doe'],
    ['', '', null, null],
    [null, 'Doe', null, 'Doe'],
  ])('a name stays in two parts, and none is made up: %j %j', (first, last, firstName, lastName) => {
    const raw = sampleOrder({ customer_firstname: first, customer_lastname: last });
    expect(mapped(raw).order.customer).toMatchObject({ firstName, lastName });
  });

  test('a missing currency is a failure, never a default', () => {
    const raw = sampleOrder({ order_currency_code: null });
    const { map } = resourceOf('orders');
    expect(thrownBy(() => map(raw, settingsOf('https://m.test')))).toMatchObject({ code: 'currency_unknown' });
  });

  test('an item without a SKU is kept, with a warning', () => {
    const { order, warnings } = mapped(sampleOrder({ items: [sampleItem({ sku: '' })] }));
    expect([order.lines.length, warnings.map(({ code }) => code)]).toEqual([1, ['sku_missing']]);
  });

  test('an item whose parent is not in the order stands alone', () => {
    const items = [sampleItem({ item_id: 11, parent_item_id: 10 })];
    expect(mapped(sampleOrder({ items })).order.lines[0]?.parentId).toBeNull();
  });

  test('the second track is kept like the first', () => {
    const tracks = [
      { entity_id: 1, track_number: 'A', carrier_code: 'ups' },
      { entity_id: 2, track_number: 'B', carrier_code: 'ups' },
    ];
    const { record } = mapComplete('shipments', { entity_id: 1, order_id: 2, tracks });
    expect((record.tracks as JsonObject[]).map(({ number }) => number)).toEqual(['A', 'B']);
  });

  test('a re-read shipment says nothing of where the parcel is, so one that was delivered stays so', () => {
    const { record } = resourceOf('shipments').map({ entity_id: 1, order_id: 2 }, settingsOf('https://m.test'));
    expect(Object.keys(record as JsonObject)).not.toContain('state');
  });

  test('a number of digits is looked for as a number, never as the id of another order', async () => {
    const asked: string[] = [];
    const context = answeringContext((url) => {
      asked.push(`${url.pathname} ${url.searchParams.get('searchCriteria[filter_groups][0][filters][0][field]')}`);
      return { text: '{"items":[],"total_count":0}' };
    });
    expect(await resourceOf('orders').find?.(context, '000000123')).toBeNull();
    expect(await resourceOf('orders').find?.(context, '123')).toBeNull();
    expect(asked).toEqual(['/rest/V1/orders increment_id', '/rest/V1/orders increment_id']);
  });

  test.each([
    ['https://m.test/', undefined, 'https://m.test/rest/V1/orders'],
    ['https://m.test', 'de', 'https://m.test/rest/de/V1/orders'],
    ['https://m.test/index.php//', 'all', 'https://m.test/index.php/rest/all/V1/orders'],
  ])('the address %s with the store %s is %s', (baseUrl, storeCode, expected) => {
    const settings = settingsOf(baseUrl, storeCode === undefined ? {} : { storeCode });
    expect(restUrl(settings, 'orders')).toBe(expected);
  });
});

describe('a request for one record', () => {
  let server: ScriptedServer | undefined;
  afterEach(() => server?.stop());

  test.each([
    [[500, 500, 200], 3, 'found'],
    [[400], 1, 'channel_refused'],
    [[403], 1, 'channel_unauthorized'],
    [[404], 1, 'null'],
  ])('that is answered %j is sent %d times: %s', async (statuses, sent, expected) => {
    const body = (status: number) =>
      status === 200 ? '{"entity_id":7}' : '{"message":"The entity that was requested doesn\'t exist."}';
    server = await startScriptedServer(statuses.map((status) => answer(status, body(status))));
    const found = await resourceOf('orders')
      .get?.(contextOf(server.origin), '7')
      .then(
        (record) => (record === null ? 'null' : 'found'),
        (error: { code: string }) => error.code,
      );
    expect([found, server.requests.length]).toEqual([expected, sent]);
  });
});
