import type { JsonObject } from '../../kit/json-object.js';
import { STORE_VIEWS, type StoreView } from '../store-view.js';
import type { MagentoRoute } from './route.js';

const RESOURCE = 'Magento_Backend::store';
const ADMIN = { id: 0, code: 'admin', name: 'Admin', website_id: 0, store_group_id: 0, is_active: 1 };

/** The routes that tell of the shop's store views; the administration counts as one, but has no configuration. */
export function storeRoutes(): MagentoRoute[] {
  const views = [ADMIN, ...STORE_VIEWS.map(renderView)];
  const configs = STORE_VIEWS.map(renderConfig);
  return [
    { method: 'GET', pattern: /^\/store\/storeViews$/, resource: RESOURCE, answer: () => views },
    { method: 'GET', pattern: /^\/store\/storeConfigs$/, resource: RESOURCE, answer: () => configs },
  ];
}

function renderView({ id, code, name, websiteId }: StoreView): JsonObject {
  const title = name.split('\n').at(-1) ?? '';
  return { id, code, name: title, website_id: websiteId, store_group_id: id, is_active: 1 };
}

function renderConfig(view: StoreView): JsonObject {
  const address = 'https://shop.example.com/';
  const addresses = ['base_url', 'base_link_url', 'secure_base_url', 'secure_base_link_url'];
  return {
    id: view.id,
    code: view.code,
    website_id: view.websiteId,
    locale: view.locale,
    base_currency_code: view.baseCurrency,
    default_display_currency_code: view.currency,
    timezone: view.timezone,
    weight_unit: view.country === 'US' ? 'lbs' : 'kgs',
    ...Object.fromEntries(addresses.map((name) => [name, address])),
    base_static_url: `${address}static/`,
    base_media_url: `${address}media/`,
    secure_base_static_url: `${address}static/`,
    secure_base_media_url: `${address}media/`,
  };
}
