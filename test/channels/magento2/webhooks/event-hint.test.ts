import { readHint } from '../../../../src/channels/magento2/webhooks/event-hint.js';
import type { Json } from '../../../../src/diff/json.js';

const PREFIX = 'com.adobe.commerce.invoice-shop.observer.';

describe('the record that an event tells of', () => {
  test.each<[string, Json, string, string]>([
    ['sales_order_save_commit_after', { entity_id: '8' }, 'orders', '8'],
    ['sales_order_place_after', { id: 8, entity_id: null }, 'orders', '8'],
    ['sales_order_item_save_after', { item_id: 3, order_id: 8 }, 'orders', '8'],
    ['sales_order_address_save_after', { entity_id: 3, parent_id: '8' }, 'orders', '8'],
    ['sales_order_status_history_save_after', { entity_id: 3, parent_id: 8 }, 'orders', '8'],
    ['sales_order_shipment_save_after', { entity_id: 6, order_id: 8 }, 'shipments', '6'],
    ['sales_order_shipment_track_save_after', { entity_id: 1, parent_id: 6, order_id: 8 }, 'shipments', '6'],
    ['sales_order_invoice_save_after', { entity_id: '13', order_id: '8' }, 'invoices', '13'],
    ['sales_order_invoice_item_save_after', { entity_id: 99, parent_id: 13 }, 'invoices', '13'],
    ['sales_order_creditmemo_save_after', { entity_id: 7 }, 'creditmemos', '7'],
    ['customer_save_commit_after', { entity_id: 42 }, 'customers', '42'],
    ['customer_address_save_after', { id: 5, customer_id: 42 }, 'customers', '42'],
    ['catalog_product_save_commit_after', { entity_id: '21', sku: 'TEE' }, 'products', '21'],
    ['catalog_product_delete_after', { id: 21 }, 'products', '21'],
    ['cataloginventory_stock_item_save_after', { item_id: 1, product_id: 21 }, 'products', '21'],
  ])('%s', (event, value, resource, recordId) => {
    expect(readHint(PREFIX + event, { data: { value } })).toEqual({ resource, recordId });
    expect(readHint(`observer.${event}`, { event: { data: { value } } })).toEqual({ resource, recordId });
    expect(readHint(event, { eventName: event, data: { data_object: value } })).toEqual({ resource, recordId });
  });

  test.each([
    ['plugin.magento.sales.api.order_repository.save', { order: { entity_id: 8 }, customer: { id: 1 } }, 'orders', '8'],
    ['plugin.magento.catalog.api.product_repository.save', { product: { id: 21 } }, 'products', '21'],
    ['plugin.magento.customer.api.customer_repository.save', { customer: { id: 42 } }, 'customers', '42'],
  ])('%s', (name, data, resource, recordId) => {
    expect(readHint(name, { data })).toEqual({ resource, recordId });
  });

  test.each(['observer.admin_user_save_after', 'observer.customer_login', 'observer.catalog_category_save_after', ''])(
    '%s is none of ours',
    (name) => {
      expect(readHint(name, { data: { value: { entity_id: 1 } } })).toBeNull();
    },
  );

  test.each<Json>([
    { data: { value: {} } },
    { data: { value: { entity_id: '../1' } } },
    { data: { value: { entity_id: 1.5 } } },
    { data: null },
    'event',
    [],
    null,
  ])('is told by %j not at all', (event) => {
    expect(readHint('observer.sales_order_save_after', event)).toBeNull();
  });
});
