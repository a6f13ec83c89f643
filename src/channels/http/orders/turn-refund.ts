import { Big } from 'big.js';
import { formatDecimal } from '../../../model/decimal.js';
import type { HttpSettings } from '../schema.js';
import { sumOf, toBig } from './amounts.js';
import type { Sale, SaleItem } from './read-sale.js';

function turned(digits: string | null): string | null {
  return digits === null ? null : formatDecimal(new Big(digits).neg().toFixed());
}

function turnedItem(item: SaleItem): SaleItem {
  return { ...item, Quantity: turned(item.Quantity), Tax: turned(item.Tax) };
}

function worthOf({ GrandTotal, AmountTotal, items }: Sale): Big {
  const stated = GrandTotal ?? AmountTotal;
  return stated === null
    ? sumOf(items.map(({ Price, Quantity }) => toBig(Price).times(toBig(Quantity))))
    : new Big(stated);
}

/**
 * A refund with its quantities and amounts below zero, however its system writes it: goods and money are each turned round where
 * they are not below zero already, so that an exchange keeps its mixed signs.
 */
export function turnRefund(sale: Sale, { tax }: Pick<HttpSettings, 'tax'>): Sale {
  const paid =
    sale.payments === null ? toBig(sale.AmountPaid) : sumOf(sale.payments.map((one) => toBig(one.AmountPaid)));
  const goods = worthOf(sale).gt(0)
    ? {
        GrandTotal: turned(sale.GrandTotal),
        AmountTotal: turned(sale.AmountTotal),
        Tax: tax === 'amount' ? turned(sale.Tax) : sale.Tax,
        items: sale.items.map(turnedItem),
      }
    : {};
  const money = paid.gt(0)
    ? {
        AmountPaid: turned(sale.AmountPaid),
        Change: turned(sale.Change),
        CashRounding: turned(sale.CashRounding),
        payments: sale.payments?.map((one) => ({ ...one, AmountPaid: turned(one.AmountPaid) })) ?? null,
      }
    : {};
  return { ...sale, ...goods, ...money };
}
