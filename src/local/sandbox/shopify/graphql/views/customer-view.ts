import { sumAmounts } from '../../books/amount.js';
import { figuresOf } from '../../books/figures.js';
import { toGid } from '../../books/ids.js';
import type { ShopOrder } from '../../books/order.js';
import type { ShopCustomer } from '../../books/people.js';
import { type ConnectionArguments, connectList } from '../connection.js';
import type { RequestContext } from '../request-context.js';
import { addressView, instant, metafieldsOf, money } from './plain-views.js';

/** A customer as the interface shows it. */
export function customerView(customer: ShopCustomer): object {
  const { id, firstName, lastName, email, phone, locale, note, tags, state, taxExempt, verifiedEmail } = customer;
  const home = customer.addresses[0];
  return {
    __typename: 'Customer',
    id: toGid('Customer', id),
    legacyResourceId: id,
    ...{ firstName, lastName, email, phone, locale, note, tags, state, taxExempt, verifiedEmail },
    displayName: [firstName, lastName].filter((part) => part !== null).join(' ') || (email ?? ''),
    createdAt: instant(customer.createdAtMs),
    updatedAt: instant(customer.updatedAtMs),
    defaultEmailAddress: email === null ? null : { emailAddress: email, marketingState: 'NOT_SUBSCRIBED' },
    defaultPhoneNumber: phone === null ? null : { phoneNumber: phone, marketingState: 'NOT_SUBSCRIBED' },
    defaultAddress: home === undefined ? null : addressView(home),
    addresses: ({ first }: { first?: number | null }) =>
      customer.addresses.slice(0, first ?? undefined).map(addressView),
    addressesV2: (args: ConnectionArguments, context: RequestContext) =>
      connectList(customer.addresses, addressView, args, context),
    amountSpent: (_args: unknown, context: RequestContext) => {
      const spent = ordersOf(customer, context).map((order) => figuresOf(order).received);
      return money(sumAmounts(spent).shop, context.shop.currency);
    },
    numberOfOrders: (_args: unknown, context: RequestContext) => String(ordersOf(customer, context).length),
    ...metafieldsOf(customer.metafields, customer.createdAtMs),
  };
}

function ordersOf({ id }: ShopCustomer, { shop }: RequestContext): ShopOrder[] {
  return shop.orders().filter(({ customerId }) => customerId === id);
}
