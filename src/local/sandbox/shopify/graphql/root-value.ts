import type { GraphQLResolveInfo } from 'graphql';
import { apiVersions } from '../api-version.js';
import { parseGid } from '../books/ids.js';
import type { RequestContext } from './request-context.js';
import { countOrders, listCustomers, listOrders, listProducts } from './root-lists.js';
import { shopifyError } from './shopify-error.js';
import { bulkPayload, bulkView } from './views/bulk-view.js';

type ById = { id: string };

const MAX_IDS = 250;

/** The resolvers of the root types, for queries and mutations alike. */
export const ROOT_VALUE = {
  orders: listOrders,
  customers: listCustomers,
  products: listProducts,
  ordersCount: countOrders,
  order: byKind('Order'),
  customer: byKind('Customer'),
  product: byKind('Product'),
  productVariant: byKind('ProductVariant'),
  refund: byKind('Refund'),
  return: byKind('Return'),
  fulfillment: byKind('Fulfillment'),
  bulkOperation: byKind('BulkOperation'),
  node: ({ id }: ById, context: RequestContext) => context.node(id),
  nodes: ({ ids }: { ids: string[] }, context: RequestContext) => {
    if (ids.length > MAX_IDS)
      throw shopifyError(
        `The input array size of ${ids.length} is greater than ${MAX_IDS}.`,
        'MAX_INPUT_SIZE_EXCEEDED',
      );
    return ids.map((id) => context.node(id));
  },
  shop: (_args: unknown, context: RequestContext) => shopView(context),
  currentAppInstallation: (_args: unknown, { switches, shop }: RequestContext) => ({
    id: 'gid://shopify/AppInstallation/913990517042',
    accessScopes: switches.scopes.map((handle) => ({ handle, description: handle.replaceAll('_', ' ') })),
    app: {
      id: 'gid://shopify/App/347082227713',
      title: 'Tributary',
      handle: 'tributary',
      apiKey: shop.credentials.clientId,
    },
  }),
  publicApiVersions: (_args: unknown, { shop }: RequestContext) => apiVersions(shop.now()),
  currentBulkOperation: (_args: unknown, { bulk }: RequestContext) => {
    const current = bulk.current();
    return current === null ? null : bulkView(current);
  },
  bulkOperationRunQuery: (
    { query, groupObjects }: { query: string; groupObjects: boolean },
    { bulk }: RequestContext,
    { fieldNodes }: GraphQLResolveInfo,
  ) => {
    // What is not asked for is the version's to decide.
    const isAsked = fieldNodes.some((field) => field.arguments?.some(({ name }) => name.value === 'groupObjects'));
    return bulkPayload(bulk.run(query, isAsked ? groupObjects : null));
  },
  bulkOperationCancel: ({ id }: ById, { bulk }: RequestContext) => bulkPayload(bulk.cancel(parseGid(id)?.id ?? id)),
};

/** An id of another kind is an error of the request; an id that nothing has is null. */
function byKind(kind: string) {
  return ({ id }: ById, context: RequestContext): object | null => {
    if (parseGid(id)?.kind !== kind) throw shopifyError(`Invalid id: ${id}`, 'RESOURCE_NOT_FOUND');
    return context.node(id);
  };
}

function shopView({ shop }: RequestContext): object {
  return {
    id: 'gid://shopify/Shop/63755419',
    name: 'Feldküche & Co.',
    currencyCode: shop.currency,
    email: 'shop@example.com',
    enabledPresentmentCurrencies: ['EUR', 'GBP', 'USD', 'CAD', 'JPY', 'KWD'],
    ianaTimezone: shop.timezone,
    timezoneOffsetMinutes: 60,
    myshopifyDomain: shop.domain,
    orderNumberFormatPrefix: '#',
    orderNumberFormatSuffix: '',
    primaryDomain: { host: shop.domain, url: `https://${shop.domain}` },
    taxesIncluded: true,
  };
}
