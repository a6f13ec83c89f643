import type { ConnectionCheck } from '../../../ports/channel.js';
import { failed, ok, warning } from '../../kit/connection-check.js';

/** What a profile cannot do without, and what is missing otherwise. */
const NEEDED: readonly (readonly [anyOf: readonly string[], effect: string])[] = [
  [['read_orders', 'write_orders'], 'no order can be read'],
  [
    ['read_customers', 'write_customers'],
    'neither customers nor the customer of an order can be read, so orders are refused',
  ],
  [
    ['read_products', 'write_products'],
    'neither products nor the product of a line can be read, so orders are refused',
  ],
  [
    [
      'read_fulfillments',
      'write_fulfillments',
      'read_merchant_managed_fulfillment_orders',
      'read_assigned_fulfillment_orders',
    ],
    'parcels cannot be read, so orders are refused',
  ],
  [['read_returns', 'write_returns'], 'returns cannot be read, so orders are refused'],
  [['read_locations', 'write_locations'], 'the location of a sale cannot be read, so orders are refused'],
];

const ADVICE = 'Add it to the scopes of the app, release that version and let the shop accept it';

/** Whether the app has each of the scopes that are needed, one by one, and what is missing without it. */
export function checkScopes(granted: readonly string[]): ConnectionCheck[] {
  const needed = NEEDED.map(([anyOf, effect]) => {
    const name = `scope ${anyOf[0]}`;
    const found = anyOf.find((scope) => granted.includes(scope));
    return found === undefined ? failed(name, `Without it ${effect}. ${ADVICE}`) : ok(name, `${found} is granted`);
  });
  const all = 'scope read_all_orders';
  if (granted.includes('read_all_orders')) return [...needed, ok(all, 'read_all_orders is granted')];
  const effect =
    'Without it only the orders of the last 60 days can be read, and older ones are missing without a word';
  return [...needed, warning(all, `${effect}. Ask Shopify for it in the app's API access requests`)];
}
