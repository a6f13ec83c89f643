import type { JsonObject } from '../../../../../src/local/sandbox/kit/json-object.js';
import { createMagentoFaults } from '../../../../../src/local/sandbox/magento/faults.js';
import { storeRoutes } from '../../../../../src/local/sandbox/magento/routes/store-routes.js';

function answer(path: string): JsonObject[] {
  const route = storeRoutes().find(({ pattern }) => pattern.test(path));
  const { switches } = createMagentoFaults();
  return route?.answer({ captured: [], query: '', switches, body: () => ({}) }) as unknown as JsonObject[];
}

test('store views are listed with the administration, which is the first', () => {
  const views = answer('/store/storeViews');
  expect(views.map(({ id, code }) => [id, code])).toEqual([
    [0, 'admin'],
    [1, 'default'],
    [2, 'us'],
    [3, 'uk'],
    [4, 'jp'],
    [5, 'kw'],
    [6, 'b2b'],
  ]);
});

test('configurations tell the currencies, the language and the time zone of each store view', () => {
  expect(answer('/store/storeConfigs').find(({ code }) => code === 'uk')).toMatchObject({
    id: 3,
    website_id: 1,
    base_currency_code: 'EUR',
    default_display_currency_code: 'GBP',
    locale: 'en_GB',
    timezone: 'Europe/London',
  });
  expect(answer('/store/storeConfigs')).toHaveLength(6);
});
