import type { JsonObject } from '../../diff/json.js';
import type { RawFields } from '../kit/raw-fields.js';

/** What Magento calls the group of all customers. */
const ALL_GROUPS = '32000';

function tierId(tier: RawFields, quantity: string): string {
  const group = tier.filledText('customer_group_id') ?? ALL_GROUPS;
  const website = tier.object('extension_attributes')?.filledText('website_id') ?? '0';
  const parts = [group === ALL_GROUPS ? 'all' : `group-${group}`, ...(website === '0' ? [] : [`website-${website}`])];
  return `tier:${parts.join(':')}:${quantity}`;
}

function mapTier(tier: RawFields, currency: string): [string, JsonObject] {
  const quantity = tier.decimal('qty')?.toFixed() ?? '1';
  const id = tierId(tier, quantity);
  return [id, { id, currency, amount: tier.amount('value').toFixed(), minQuantity: quantity }];
}

/** Whether a product says any price. */
export function hasPrice(product: RawFields): boolean {
  return product.decimal('price') !== null || product.objects('tier_prices').length > 0;
}

/**
 * The prices of a product in the shop's base currency: its own as `base`, and one for each tier, whose id says for which customer
 * group (and website) it holds, and from which quantity.
 */
export function mapPrices(product: RawFields, currency: string): JsonObject[] {
  const base = product.decimal('price');
  const own: JsonObject[] = base === null ? [] : [{ id: 'base', currency, amount: base.toFixed(), minQuantity: '1' }];
  const tiers = new Map(product.objects('tier_prices').map((tier) => mapTier(tier, currency)));
  return [...own, ...tiers.values()];
}
