import type { JsonObject } from '../../../diff/json.js';
import type { Warning } from '../../../model/event.js';
import { filled } from '../../kit/filled.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { customAttributes } from '../attributes.js';
import { toLegacyId } from '../ids.js';
import { amountOf, type MoneySet, moneyOf } from '../money-set.js';
import type { DeliveryAmounts } from './delivery-amounts.js';
import type { Amounts, LineAmounts } from './line-amounts.js';
import type { OrderAmounts } from './order-amounts.js';
import type { OrderMoney } from './order-money.js';

/** What an order comes to, and the same in the other currency where there is one. */
export interface Read {
  amounts: OrderAmounts;
  money: OrderMoney;
  other: { amounts: OrderAmounts; money: OrderMoney } | null;
}

function inOther({ other }: Read, pick: (amounts: OrderAmounts) => Amounts | undefined): JsonObject {
  const found = other === null ? undefined : pick(other.amounts);
  if (other === null || found === undefined) return {};
  const { discount, tax, total } = found;
  const amounts = {
    currency: other.money.currency,
    discount: discount.toFixed(),
    tax: tax.toFixed(),
    total: total.toFixed(),
  };
  return { [`${other.money.set}Money`]: amounts };
}

/** The discounts of a line by the place of each in the order's list. */
function allocationsOf(fields: RawFields, set: MoneySet): JsonObject[] {
  return fields.objects('discountAllocations').map((one) => ({
    discount: one.object('discountApplication')?.text('index') ?? null,
    amount: amountOf(one, 'allocatedAmountSet', set).toFixed(),
  }));
}

function taxesOf(fields: RawFields, set: MoneySet): JsonObject[] {
  return fields.objects('taxLines').map((tax) => ({
    name: tax.text('title'),
    rate: tax.decimal('rate')?.toFixed() ?? null,
    amount: amountOf(tax, 'priceSet', set).toFixed(),
  }));
}

function dutiesOf(fields: RawFields, set: MoneySet): JsonObject[] {
  return fields.objects('duties').map((duty) => ({
    amount: amountOf(duty, 'price', set).toFixed(),
    tariff: duty.text('harmonizedSystemCode'),
    origin: duty.text('countryCodeOfOrigin'),
  }));
}

function bundleOf(fields: RawFields): JsonObject | null {
  const group = fields.object('lineItemGroup');
  if (group === null) return null;
  return { id: toLegacyId(group.json('id')), title: group.text('title'), quantity: group.text('quantity') };
}

function lineAttributes(line: LineAmounts, read: Read, index: number): JsonObject {
  const { fields, quantity, ordered } = line;
  const { set } = read.money;
  const current = fields.decimal('currentQuantity');
  return filled({
    productId: toLegacyId(fields.object('product')?.json('id')),
    variantId: toLegacyId(fields.object('variant')?.json('id')),
    variantTitle: fields.text('variantTitle'),
    vendor: fields.text('vendor'),
    originalQuantity: ordered.eq(quantity) ? null : ordered.toFixed(),
    currentQuantity: current === null || current.eq(quantity) ? null : current.toFixed(),
    price: moneyOf(fields, 'originalUnitPriceSet', set)?.eq(line.unitPrice)
      ? null
      : moneyOf(fields, 'originalUnitPriceSet', set)?.toFixed(),
    requiresShipping: fields.json('requiresShipping') === false ? false : null,
    giftCard: fields.flag('isGiftCard') ? true : null,
    bundle: bundleOf(fields),
    discounts: allocationsOf(fields, set),
    taxes: taxesOf(fields, set),
    duties: dutiesOf(fields, set),
    ...inOther(read, ({ lines }) => lines?.[index]),
    ...customAttributes(fields),
  });
}

function spell({ discount, tax, total }: Amounts): JsonObject {
  return { discount: discount.toFixed(), tax: tax.toFixed(), total: total.toFixed() };
}

/** The lines of an order: the goods, then duties, fees and a tip, so that they and the deliveries add up to the grand total. */
export function mapLines(read: Read, warnings: Warning[]): JsonObject[] | undefined {
  const { lines, charges } = read.amounts;
  if (lines === null) return undefined;
  const goods = lines.map((line, index) => {
    const sku = line.fields.filledText('sku');
    if (sku === null) {
      warnings.push({ code: 'sku_missing', message: `The line ${line.id} has no SKU`, path: `/lines/${index}/sku` });
    }
    return {
      id: line.id,
      sku: line.fields.text('sku'),
      name: line.fields.text('name') ?? line.fields.text('title'),
      quantity: line.quantity.toFixed(),
      unitPrice: line.unitPrice.toFixed(),
      ...spell(line),
      parentId: null,
      attributes: lineAttributes(line, read, index),
    };
  });
  const extras = charges.map((one) => ({
    id: one.id,
    sku: null,
    name: one.name,
    quantity: '1',
    unitPrice: one.net.toFixed(),
    ...spell(one),
    parentId: null,
    attributes: { charge: one.id, ...inOther(read, (amounts) => amounts.charges.find(({ id }) => id === one.id)) },
  }));
  return [...goods, ...extras];
}

function mapDelivery({ id, fields, net, ...rest }: DeliveryAmounts, read: Read, index: number): JsonObject {
  const { set } = read.money;
  return {
    id,
    code: fields.text('code'),
    name: fields.text('title'),
    amount: net.toFixed(),
    ...spell({ net, ...rest }),
    attributes: filled({
      source: fields.text('source'),
      carrier: fields.text('carrierIdentifier'),
      discounts: allocationsOf(fields, set),
      taxes: taxesOf(fields, set),
      ...inOther(read, ({ deliveries }) => deliveries?.[index]),
    }),
  };
}

/** The deliveries that were chosen. */
export function mapShippingLines(read: Read): JsonObject[] | undefined {
  return read.amounts.deliveries?.map((delivery, index) => mapDelivery(delivery, read, index));
}
