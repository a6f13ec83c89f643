import { Big } from 'big.js';
import { sumOf } from '../../../model/decimal.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { amountOf, moneyOf } from '../money-set.js';
import { type Amounts, addTax, readTax } from './line-amounts.js';
import type { OrderMoney } from './order-money.js';

/** Something that the customer pays beside goods and delivery; each is a line of its own, so that the lines add up. */
export interface Charge extends Amounts {
  id: 'duties' | 'fees' | 'tip';
  name: string;
}

function charge(id: Charge['id'], name: string, net: Big, tax = new Big(0)): Charge[] {
  return net.eq(0) && tax.eq(0) ? [] : [{ id, name, ...addTax(net, new Big(0), tax) }];
}

/** The customs duties and the additional fees of an order, as they were when it was placed. */
export function readCharges(order: RawFields, { set }: OrderMoney): Charge[] {
  const duties = order.objects('lineItems').flatMap((line) => line.objects('duties'));
  const stated = moneyOf(order, 'originalTotalDutiesSet', set) ?? new Big(0);
  const sum = duties.length > 0 ? sumOf(duties.map((duty) => amountOf(duty, 'price', set))) : stated;
  const tax = sumOf(duties.map((duty) => readTax(duty, set)));
  return [
    // Duties that the prices hold are no charge of their own.
    ...(order.flag('dutiesIncluded') ? [] : charge('duties', 'Duties', sum, tax)),
    ...charge('fees', 'Additional fees', amountOf(order, 'originalTotalAdditionalFeesSet', set)),
  ];
}

/** The tip of an order whose lines do not hold it: `lacking` is what they lack. */
export function readTip(order: RawFields, { set }: OrderMoney, lacking: Big): Charge[] {
  const tip = amountOf(order, 'totalTipReceivedSet', set);
  return tip.gt(0) && lacking.eq(tip) ? charge('tip', 'Tip', tip) : [];
}
