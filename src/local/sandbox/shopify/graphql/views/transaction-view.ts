import { NOTHING } from '../../books/amount.js';
import { toGid } from '../../books/ids.js';
import type { ShopOrder, Transaction } from '../../books/order.js';
import type { RequestContext } from '../request-context.js';
import { instant, instantOrNull, moneyBag } from './plain-views.js';

const GATEWAY_NAMES: Readonly<Record<string, string>> = {
  shopify_payments: 'Shopify Payments',
  paypal: 'PayPal',
  gift_card: 'Gift Card',
  cash: 'Cash',
  manual: 'Manual',
};

/** A movement of money, or an attempt at one. */
export function transactionView(transaction: Transaction, order: ShopOrder): object {
  const { id, kind, status, gateway, amount, atMs, errorCode } = transaction;
  const parent = order.transactions.find((one) => one.id === transaction.parentId);
  return {
    __typename: 'OrderTransaction',
    id: toGid('OrderTransaction', id),
    ...{ kind, status, gateway, errorCode },
    accountNumber: gateway === 'shopify_payments' ? '•••• •••• •••• 4242' : null,
    amountSet: moneyBag(amount, order.currencies),
    authorizationExpiresAt: instantOrNull(transaction.authorizationExpiresAtMs),
    createdAt: instant(atMs),
    processedAt: instant(atMs),
    formattedGateway: GATEWAY_NAMES[gateway] ?? gateway,
    manualPaymentGateway: gateway === 'manual',
    order: (_args: unknown, context: RequestContext) => context.node(toGid('Order', order.id)),
    parentTransaction: parent === undefined ? null : () => transactionView(parent, order),
    paymentId: `${order.name}.${order.transactions.indexOf(transaction) + 1}`,
    receiptJson: '{}',
    settlementCurrency: order.currencies.shop,
    test: order.test,
    totalUnsettledSet: moneyBag(NOTHING, order.currencies),
  };
}
