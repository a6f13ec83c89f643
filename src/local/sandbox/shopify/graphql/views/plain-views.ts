import { type Amount, type Currencies, formatAmount } from '../../books/amount.js';
import { toGid } from '../../books/ids.js';
import type { Address, Metafield } from '../../books/order.js';
import type { Tax } from '../../books/order-line.js';
import { type ConnectionArguments, connectList } from '../connection.js';
import type { RequestContext } from '../request-context.js';

/** An instant as the interface writes it, in whole seconds. */
export function instant(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19)}Z`;
}

/** An instant that may be missing. */
export function instantOrNull(atMs: number | null): string | null {
  return atMs === null ? null : instant(atMs);
}

/** An amount in both currencies. */
export function moneyBag({ shop, presentment }: Amount, currencies: Currencies): object {
  return {
    shopMoney: money(shop, currencies.shop),
    presentmentMoney: money(presentment, currencies.presentment),
  };
}

/** An amount in one currency. */
export function money(minor: number, currencyCode: string): object {
  return { __typename: 'MoneyV2', amount: formatAmount(minor, currencyCode), currencyCode };
}

/** A tax line. */
export function taxView({ title, rateMillionths, amount, channelLiable }: Tax, currencies: Currencies): object {
  return {
    title,
    rate: rateMillionths / 1_000_000,
    ratePercentage: rateMillionths / 10_000,
    source: 'Shopify',
    channelLiable,
    priceSet: moneyBag(amount, currencies),
  };
}

/** An address; the person's data stand where protected data may be left out. */
export function addressView(address: Address): object {
  const { id, ...rest } = address;
  const name = [address.firstName, address.lastName].filter((part) => part !== null).join(' ');
  return {
    __typename: 'MailingAddress',
    ...rest,
    id: `${toGid('MailingAddress', id)}?model_name=Address`,
    name: name === '' ? null : name,
    countryCodeV2: address.countryCode,
    formattedArea: [address.city, address.provinceCode, address.country].filter((part) => part !== null).join(', '),
    formatted: [address.address1, address.address2, address.city, address.country].filter((part) => part !== null),
  };
}

/** A custom field. */
export function metafieldView(metafield: Metafield, createdAtMs: number): object {
  const { id, namespace, key, type, value } = metafield;
  return {
    __typename: 'Metafield',
    ...{ namespace, key, type, value },
    id: toGid('Metafield', id),
    legacyResourceId: id,
    jsonValue: type === 'number_integer' ? Number(value) : value,
    createdAt: instant(createdAtMs),
    updatedAt: instant(createdAtMs),
  };
}

interface MetafieldsArguments extends ConnectionArguments {
  namespace?: string | null;
  keys?: string[] | null;
}

/** The two ways to ask for the custom fields of something. Keys may be given as `namespace.key`. */
export function metafieldsOf(metafields: readonly Metafield[], createdAtMs: number) {
  const view = (metafield: Metafield): object => metafieldView(metafield, createdAtMs);
  return {
    metafield: ({ namespace, key }: { namespace?: string | null; key: string }) => {
      const found = metafields.find((one) => isAskedFor(one, { namespace: namespace ?? null, keys: [key] }));
      return found === undefined ? null : view(found);
    },
    metafields: (args: MetafieldsArguments, context: RequestContext) =>
      connectList(
        metafields.filter((one) => isAskedFor(one, args)),
        view,
        args,
        context,
      ),
  };
}

function isAskedFor({ namespace, key }: Metafield, asked: MetafieldsArguments): boolean {
  if (asked.namespace != null && asked.namespace !== namespace) return false;
  return asked.keys == null || asked.keys.includes(key) || asked.keys.includes(`${namespace}.${key}`);
}
