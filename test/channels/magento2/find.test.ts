import { answeringContext, resourceOf } from './shop-context.js';

const order = (entity_id: number, store_id: number) => ({
  entity_id,
  increment_id: '000000001',
  store_id,
  updated_at: '2026-11-20 10:00:00',
});
const page = (...items: unknown[]) => ({ text: JSON.stringify({ items, total_count: items.length }) });

describe('a number that people know', () => {
  test.each([
    ['orders', 'increment_id', '/rest/V1/orders'],
    ['creditmemos', 'increment_id', '/rest/V1/creditmemos'],
    ['customers', 'email', '/rest/V1/customers/search'],
    ['products', 'sku', '/rest/V1/products'],
  ])('of %s is the column %s', async (name, column, path) => {
    const asked: URL[] = [];
    const context = answeringContext((url) => {
      asked.push(url);
      return page();
    });
    expect(await resourceOf(name).find?.(context, 'a/b +1')).toBeNull();
    const [url] = asked;
    const filter = (part: string) => url?.searchParams.get(`searchCriteria[filter_groups][0][filters][0][${part}]`);
    expect([url?.pathname, filter('field'), filter('value'), filter('condition_type')]).toEqual([
      path,
      column,
      'a/b +1',
      'eq',
    ]);
  });

  test('of several stores is refused with the ids, so that nobody gets the wrong order', async () => {
    const context = answeringContext(() => page(order(5, 1), order(9, 2)));
    await expect(resourceOf('orders').find?.(context, '000000001')).rejects.toMatchObject({
      code: 'channel_refused',
      message: expect.stringContaining('5, 9'),
    });
  });

  test.each([
    [[2], '9'],
    [[1, 3], '5'],
    [[3], undefined],
  ])('of several stores is the one of the stores %j that the profile takes', async (stores, recordId) => {
    const context = answeringContext(() => page(order(5, 1), order(9, 2)), { stores });
    expect((await resourceOf('orders').find?.(context, '000000001'))?.recordId).toBe(recordId);
  });

  test('of a record without an id is a failure', async () => {
    const context = answeringContext(() => page({ increment_id: '1' }));
    await expect(resourceOf('orders').find?.(context, '1')).rejects.toMatchObject({ code: 'channel_page_invalid' });
  });
});

describe('a record by its id', () => {
  test.each([
    ['orders', '7', '/rest/V1/orders/7'],
    ['invoices', '7', '/rest/V1/invoices/7'],
    ['shipments', '7', '/rest/V1/shipment/7'],
    ['creditmemos', '7', '/rest/V1/creditmemo/7'],
  ])('of %s stands under its own path', async (name, id, path) => {
    const asked: string[] = [];
    const context = answeringContext((url) => {
      asked.push(url.pathname + url.search);
      return { text: '{"entity_id":7,"grand_total":10.10,"updated_at":"2026-11-20 10:00:00"}' };
    });
    const raw = '{"entity_id":7,"grand_total":10.10,"updated_at":"2026-11-20 10:00:00"}';
    expect(await resourceOf(name).get?.(context, id)).toEqual({
      raw,
      recordId: '7',
      sourceVersion: '2026-11-20T10:00:00Z',
    });
    expect(asked).toEqual([path]);
  });

  test('that is another one is a failure', async () => {
    const context = answeringContext(() => ({ text: '{"entity_id":8}' }));
    await expect(resourceOf('orders').get?.(context, '7')).rejects.toMatchObject({ code: 'channel_page_invalid' });
  });

  test('is never asked for when it is not an id of the shop', async () => {
    const context = answeringContext(() => {
      throw new Error('asked');
    });
    for (const id of ['../../store', '', 'guest:a@b.c', '1e3', '7?x=1', '000000007']) {
      expect(await resourceOf('orders').get?.(context, id)).toBeNull();
    }
  });

  test.each([
    ['<html>Not Found</html>', 'not a message of the shop'],
    ['{"message":"Request does not match any route."}', 'does not match any route'],
  ])('is not missing because the path is: %s', async (text, said) => {
    const context = answeringContext(() => ({ status: 404, text }));
    await expect(resourceOf('orders').get?.(context, '7')).rejects.toMatchObject({
      code: 'channel_refused',
      message: expect.stringContaining(said),
    });
  });
});
