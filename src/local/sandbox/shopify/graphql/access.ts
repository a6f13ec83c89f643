import type { RequestContext } from './request-context.js';
import { shopifyError } from './shopify-error.js';

/** The scope that a field asks for. */
const SCOPES: Readonly<Record<string, string>> = {
  'QueryRoot.orders': 'read_orders',
  'QueryRoot.order': 'read_orders',
  'QueryRoot.ordersCount': 'read_orders',
  'QueryRoot.refund': 'read_orders',
  'QueryRoot.customers': 'read_customers',
  'QueryRoot.customer': 'read_customers',
  'Order.customer': 'read_customers',
  'QueryRoot.products': 'read_products',
  'QueryRoot.product': 'read_products',
  'QueryRoot.productVariant': 'read_products',
  'LineItem.product': 'read_products',
  'LineItem.variant': 'read_products',
  'QueryRoot.return': 'read_returns',
  'Order.returns': 'read_returns',
  'Refund.return': 'read_returns',
  'Order.retailLocation': 'read_locations',
  'Fulfillment.location': 'read_locations',
  'RefundLineItem.location': 'read_locations',
};

/** Fields that hold data of people, which an app needs the shop's approval for. */
const PROTECTED: ReadonlySet<string> = new Set([
  ...['email', 'phone', 'billingAddress', 'shippingAddress', 'displayAddress'].map((name) => `Order.${name}`),
  ...['email', 'phone', 'firstName', 'lastName', 'defaultAddress', 'defaultEmailAddress', 'defaultPhoneNumber'].map(
    (name) => `Customer.${name}`,
  ),
]);

/** Whether the app may see a field, or sees nothing in it. Throws ACCESS_DENIED for what it was not granted. */
export function checkAccess(coordinate: string, { switches }: RequestContext): 'granted' | 'redacted' {
  const scope = SCOPES[coordinate];
  const name = coordinate.split('.')[1] ?? coordinate;
  if (scope !== undefined && !switches.scopes.includes(scope)) {
    throw shopifyError(
      `Access denied for ${name} field. Required access: \`${scope}\` access scope.`,
      'ACCESS_DENIED',
      { documentation: 'https://shopify.dev/api/usage/access-scopes', requiredAccess: `\`${scope}\` access scope.` },
    );
  }
  if (switches.protectedData === 'granted' || !PROTECTED.has(coordinate)) return 'granted';
  if (switches.protectedData === 'redacted') return 'redacted';
  throw shopifyError(
    `This app is not approved to use the ${name} field. See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.`,
    'ACCESS_DENIED',
    { documentation: 'https://shopify.dev/docs/apps/launch/protected-customer-data' },
  );
}
