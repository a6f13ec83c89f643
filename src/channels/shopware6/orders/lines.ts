import { Big } from 'big.js';
import type { JsonObject } from '../../../diff/json.js';
import type { Warning } from '../../../model/event.js';
import { filled } from '../../kit/filled.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { readCustomFields } from '../reading/custom-fields.js';
import type { OrderRow } from './order-rows.js';
import { round } from './price.js';
import type { PriceRules } from './rules.js';

/** Unit prices have more decimals than totals: without tax they are rarely whole. */
const UNIT_PLACES = 4;

/** The SKU as it was at the time of the order, which stays when the product goes. */
export function readSku(row: RawFields): string | null {
  return (
    row.object('payload')?.filledText('productNumber') ?? row.object('product')?.filledText('productNumber') ?? null
  );
}

function readQuantity(row: RawFields): Big {
  return row.decimal('quantity') ?? new Big(1);
}

/** The price of one, without tax: as stated where it is stated so. */
function unitPrice({ fields, price, parentId }: OrderRow, { taxStatus }: PriceRules): Big {
  const quantity = readQuantity(fields);
  const stated = taxStatus === 'gross' ? null : fields.decimal('unitPrice');
  if (parentId !== null) return new Big(0);
  if (stated !== null) return round(stated, UNIT_PLACES);
  return quantity.eq(0) ? price.net : round(price.net.div(quantity), UNIT_PLACES);
}

/** What the customer chose of a variant, by the name of the choice. */
function readOptions(row: RawFields): JsonObject {
  const options = row.object('payload')?.objects('options') ?? [];
  const named = options.map((one) => [one.filledText('group'), one.text('option')] as const);
  return Object.fromEntries(named.filter(([group]) => group !== null));
}

function lineAttributes(row: OrderRow, { taxStatus, places }: PriceRules): JsonObject {
  const { fields, price, parentId } = row;
  const taxes = fields.object('price')?.objects('calculatedTaxes') ?? [];
  const [rate] = taxes.length === 1 ? taxes.map((share) => share.decimal('taxRate')) : [];
  const stated = taxStatus === 'gross' ? fields.decimal('unitPrice') : null;
  return {
    ...filled({
      type: fields.filledText('type'),
      productId: fields.filledText('productId'),
      description: fields.filledText('description'),
      states: fields.texts('states'),
      options: readOptions(fields),
      taxRate: rate?.toFixed(),
      unitPriceWithTax: stated === null ? null : round(stated, UNIT_PLACES).toFixed(),
      // The line of a part carries no amounts, because its parent's does; what the part itself costs is still worth knowing.
      price: parentId === null ? null : round(price.net.plus(price.tax), places).toFixed(),
    }),
    ...readCustomFields(fields),
  };
}

function mapLine(row: OrderRow, rules: PriceRules): JsonObject {
  const { id, fields, parentId, discount } = row;
  const isPart = parentId !== null;
  const tax = isPart ? new Big(0) : row.price.tax.minus(discount.tax);
  const total = isPart ? new Big(0) : row.price.net.minus(discount.net).plus(tax);
  return {
    id,
    sku: readSku(fields),
    name: fields.text('label'),
    quantity: readQuantity(fields).toFixed(),
    unitPrice: unitPrice(row, rules).toFixed(),
    discount: discount.net.toFixed(),
    tax: tax.toFixed(),
    total: total.toFixed(),
    parentId,
    attributes: lineAttributes(row, rules),
  };
}

/** The lines of an order, every row one: those without a parent add up to the order's subtotal, discount and tax. */
export function mapLines(rows: readonly OrderRow[], rules: PriceRules, warnings: Warning[]): JsonObject[] {
  return rows.map((row, index) => {
    if (row.fields.text('type') === 'product' && readSku(row.fields) === null) {
      warnings.push({ code: 'sku_missing', message: `The line ${row.id} has no SKU`, path: `/lines/${index}/sku` });
    }
    return mapLine(row, rules);
  });
}
