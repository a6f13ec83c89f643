import type { ShopProduct } from './books/catalog.js';
import type { ShopOrder } from './books/order.js';
import type { ShopCustomer } from './books/people.js';
import type { ChangeKind } from './changes/change-order.js';

/** Something that has just happened in a shop. */
export type ShopNews =
  | { what: 'placed'; order: ShopOrder }
  | { what: 'changed'; kind: ChangeKind; order: ShopOrder }
  | { what: 'customer'; customer: ShopCustomer }
  | { what: 'product'; product: ShopProduct };
