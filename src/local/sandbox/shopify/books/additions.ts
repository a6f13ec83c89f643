import type { ShopProduct } from './catalog.js';
import type { Ids } from './ids.js';
import type { ShopCustomer } from './people.js';

/** A customer who registers now, with the addresses of another one. */
export function registerCustomer(model: ShopCustomer, ids: Ids, atMs: number): ShopCustomer {
  const id = ids.next('Customer');
  const addresses = model.addresses.map((address) => ({ ...address, id: ids.next('MailingAddress') }));
  return { ...model, id, email: `customer${id}@example.com`, addresses, createdAtMs: atMs, updatedAtMs: atMs };
}

/** A product that is new in the catalogue, like another one under ids of its own. */
export function newProduct(model: ShopProduct, ids: Ids, atMs: number): ShopProduct {
  const id = ids.next('Product');
  const variants = model.variants.map((variant) => ({
    ...variant,
    id: ids.next('ProductVariant'),
    inventoryItemId: ids.next('InventoryItem'),
    updatedAtMs: atMs,
  }));
  return { ...model, id, handle: `article-${id}`, variants, createdAtMs: atMs, updatedAtMs: atMs };
}
