import { orderCommentWriter } from '../../../../src/channels/magento2/write/order-comment.js';
import type { Json, JsonObject } from '../../../../src/diff/json.js';
import { type MagentoServer, startMagentoServer } from '../../../../src/local/sandbox/magento/server.js';
import { createMagentoShop, type MagentoShop } from '../../../../src/local/sandbox/magento/shop.js';
import { contextOf, credentials, settingsOf } from '../shop-context.js';

let shop: MagentoShop;
let server: MagentoServer;

beforeEach(async () => {
  shop = createMagentoShop({ seed: 5, orders: 5, credentials, now: () => new Date('2026-11-20T10:00:00Z') });
  server = await startMagentoServer({ shop });
});
afterEach(() => server.stop());

const serialize = (note: Json) => orderCommentWriter.serialize({ id: '1', note }, settingsOf('https://m.test'));
const commentsOf = (id: number) =>
  ((shop.order(id)?.status_histories ?? []) as JsonObject[]).filter(({ comment }) => comment === 'Call first');

describe('the note of an order', () => {
  test('is written as a comment that only the shop sees, and leaves the status', async () => {
    const before = shop.order(1);
    await orderCommentWriter.update?.(contextOf(server.baseUrl), '1', serialize(' Call first '));
    expect(commentsOf(1)).toEqual([
      expect.objectContaining({ comment: 'Call first', is_customer_notified: 0, is_visible_on_front: 0 }),
    ]);
    expect(shop.order(1)?.status).toBe(before?.status);
  });

  test('is not written twice', async () => {
    const context = contextOf(server.baseUrl);
    for (let time = 0; time < 2; time += 1) await orderCommentWriter.update?.(context, '1', serialize('Call first'));
    expect(commentsOf(1)).toHaveLength(1);
  });

  test.each([null, '', ' '])('is not written when it is %j', async (note) => {
    await orderCommentWriter.update?.(contextOf(server.baseUrl), '1', serialize(note));
    expect(server.requestCount()).toBe(0);
  });

  test.each(['99', 'x'])('of an order that the shop does not have is refused: %s', async (id) => {
    await expect(
      orderCommentWriter.update?.(contextOf(server.baseUrl), id, serialize('Call first')),
    ).rejects.toMatchObject({ code: 'channel_refused' });
  });

  test('never makes an order', async () => {
    await expect(orderCommentWriter.create(contextOf(server.baseUrl), serialize('x'))).rejects.toMatchObject({
      code: 'channel_refused',
    });
  });
});
