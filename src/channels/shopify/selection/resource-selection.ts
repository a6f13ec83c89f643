import type { JsonObject } from '../../../diff/json.js';
import type { ShopifySettings } from '../schema.js';
import { ADDRESS, type Nested, selectMetafields, selectNested, selectNestedWhole } from './nested.js';
import { AFTER_SALE, ORDER_NESTED, selectOrder, selectOrderInBulk } from './order-selection.js';

/** How a resource is asked for. */
export interface ResourceSelection {
  /** The connection at the root. */
  root: 'orders' | 'customers' | 'products';
  /** The single one at the root, and its type in global ids. */
  one: 'order' | 'customer' | 'product';
  gidType: 'Order' | 'Customer' | 'Product';
  /** Whether the search goes by whole days. */
  dayPrecise: boolean;
  /** Whether its prices are in the shop's currency, without saying so. */
  inShopCurrency: boolean;
  /** One object with everything in it. */
  select(settings: ShopifySettings): string;
  /** The same in a bulk operation. */
  selectInBulk(settings: ShopifySettings): string;
  /** Every connection inside it. */
  nested(settings: ShopifySettings): readonly Nested[];
  /** By the type in the ids of a bulk operation's children: the connection that they belong to. */
  children: Readonly<Record<string, string>>;
  /** What a bulk operation cannot give, which objects need it, and what it is for those that do not. */
  supplement?: { select: string; isNeeded(node: JsonObject): boolean; otherwise: JsonObject };
  /** A search for the record that people know by this number, address or code. */
  search(number: string): string;
  /** Whether an object that the search found is really it. */
  isNamed(node: JsonObject, number: string): boolean;
}

const quote = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
const isGiven = (value: unknown) => Array.isArray(value) && value.length > 0;
const same = (value: unknown, text: string) =>
  typeof value === 'string' && value.trim().toLowerCase() === text.trim().toLowerCase();

/** Orders, known by their name (`#1001`) or the number in it. */
export const ORDERS: ResourceSelection = {
  root: 'orders',
  one: 'order',
  gidType: 'Order',
  dayPrecise: false,
  inShopCurrency: false,
  select: selectOrder,
  selectInBulk: selectOrderInBulk,
  nested: () => ORDER_NESTED,
  children: { LineItem: 'lineItems', ShippingLine: 'shippingLines' },
  supplement: {
    select: AFTER_SALE,
    otherwise: { returns: { nodes: [] } },
    isNeeded: ({ refunds, fulfillments, returnStatus }) =>
      isGiven(refunds) || isGiven(fulfillments) || (returnStatus ?? 'NO_RETURN') !== 'NO_RETURN',
  },
  search: (number) =>
    number.startsWith('#') ? `name:${quote(number)}` : `name:${quote(number)} OR name:${quote(`#${number}`)}`,
  isNamed: ({ name, number: own }, number) => same(name, number) || same(name, `#${number}`) || String(own) === number,
};

const ADDRESSES: Nested = { owner: 'Customer', field: 'addressesV2', first: 10, rows: ADDRESS.slice(1, -1) };
const CUSTOMER =
  'id legacyResourceId firstName lastName createdAt updatedAt note tags state locale taxExempt verifiedEmail ' +
  'numberOfOrders amountSpent { amount currencyCode } defaultEmailAddress { emailAddress marketingState } ' +
  'defaultPhoneNumber { phoneNumber } defaultAddress { id }';

/** Customers, known by their e-mail address. */
export const CUSTOMERS: ResourceSelection = {
  root: 'customers',
  one: 'customer',
  gidType: 'Customer',
  dayPrecise: true,
  inShopCurrency: false,
  select: ({ metafields }) => `${CUSTOMER} ${selectMetafields(metafields.customers)} ${selectNested(ADDRESSES)}`,
  selectInBulk: ({ metafields }) =>
    `${CUSTOMER} ${selectMetafields(metafields.customers)} ${selectNestedWhole(ADDRESSES)}`,
  nested: () => [ADDRESSES],
  children: { MailingAddress: 'addressesV2' },
  search: (address) => `email:${quote(address)}`,
  isNamed: ({ defaultEmailAddress }, address) =>
    same((defaultEmailAddress as JsonObject | null)?.emailAddress, address),
};

const PRODUCT =
  'id legacyResourceId title handle descriptionHtml vendor productType status tags createdAt updatedAt publishedAt ' +
  'isGiftCard tracksInventory options { id name position values }';

function variants({ metafields }: ShopifySettings): Nested {
  const rows =
    'id sku title barcode price compareAtPrice position taxable inventoryPolicy inventoryQuantity ' +
    `selectedOptions { name value } inventoryItem { tracked } ${selectMetafields(metafields.variants)}`;
  return { owner: 'Product', field: 'variants', first: 20, rows };
}

/** Products, known by the SKU of one of their variants. */
export const PRODUCTS: ResourceSelection = {
  root: 'products',
  one: 'product',
  gidType: 'Product',
  dayPrecise: false,
  inShopCurrency: true,
  select: (settings) =>
    `${PRODUCT} ${selectMetafields(settings.metafields.products)} ${selectNested(variants(settings))}`,
  selectInBulk: (settings) =>
    `${PRODUCT} ${selectMetafields(settings.metafields.products)} ${selectNestedWhole(variants(settings))}`,
  nested: (settings) => [variants(settings)],
  children: { ProductVariant: 'variants' },
  search: (sku) => `sku:${quote(sku)}`,
  isNamed: ({ variants: connection }, sku) => {
    const nodes = (connection as JsonObject | null)?.nodes;
    return Array.isArray(nodes) && nodes.some((node) => same((node as JsonObject | null)?.sku, sku));
  },
};
