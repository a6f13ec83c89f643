import { createParcels } from '../../../../src/local/sandbox/magento/parcels.js';
import type { ShopNews } from '../../../../src/local/sandbox/magento/shop-writes.js';
import { createHandClock, createTestShop } from './sandbox-shop.js';

const NOW = new Date('2026-11-20T10:00:00.750Z');

/** News of shipped orders, with one track each. */
function shipped(count: number): ShopNews[] {
  const shop = createTestShop(createHandClock(), 0);
  const news: ShopNews[] = [];
  shop.onChange((one) => news.push(one));
  for (let at = 1; at <= count; at += 1) {
    const { entity_id: orderId } = shop.place({ storeCode: 'default', kind: 'simple' });
    shop.ship(orderId, {
      items: [],
      tracks: [{ number: `T${at}`, title: 'DHL', carrierCode: 'dhl' }],
      comment: null,
    });
  }
  return news;
}

test('a parcel is first in transit, then delivered, and then no more', () => {
  const parcels = createParcels();
  for (const news of shipped(1)) parcels.take(news);
  const parcel = { orderNumber: '000000001', trackingNumber: 'T1', carrier: 'dhl' };
  expect([parcels.step(NOW), parcels.step(NOW), parcels.step(NOW)]).toEqual([
    { ...parcel, status: 'in_transit', deliveredAt: null },
    { ...parcel, status: 'delivered', deliveredAt: '2026-11-20T10:00:00Z' },
    null,
  ]);
});

test('parcels take turns', () => {
  const parcels = createParcels();
  for (const news of shipped(2)) parcels.take(news);
  const told = [1, 2, 3, 4].map(() => parcels.step(NOW));
  expect(told.map((news) => `${news?.trackingNumber} ${news?.status}`)).toEqual([
    'T1 in_transit',
    'T2 in_transit',
    'T1 delivered',
    'T2 delivered',
  ]);
});
