import type { JsonObject } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import type { RawRecord } from '../../../ports/channel.js';
import { ask } from '../graphql/ask.js';
import { identify } from '../identify.js';
import type { ResourceSelection } from '../selection/resource-selection.js';
import type { ShopContext } from '../shop-context.js';
import { completeNode } from './complete-node.js';

/** An object as a raw record, with everything in it; of what is priced in the shop's currency, with that currency. */
export async function toRawRecord(
  shop: ShopContext,
  selection: ResourceSelection,
  node: JsonObject,
): Promise<RawRecord> {
  const whole = await completeNode(shop, selection.nested(shop.settings), node);
  return toRaw(shop, selection, whole);
}

/** The same for an object that holds everything already. */
export async function toRaw(shop: ShopContext, selection: ResourceSelection, whole: JsonObject): Promise<RawRecord> {
  const priced = selection.inShopCurrency ? { ...whole, currencyCode: await readCurrency(shop) } : whole;
  return { raw: JSON.stringify(priced), ...identify(priced) };
}

/** The shop's currency, asked for once. */
async function readCurrency(shop: ShopContext): Promise<string> {
  if (shop.memory.currency !== null) return shop.memory.currency;
  const { shop: found } = await ask(shop, { query: 'query Currency { shop { currencyCode } }' });
  const code = (found as JsonObject | null | undefined)?.currencyCode;
  if (typeof code !== 'string') throw new PipelineError('channel_page_invalid', 'The shop does not say its currency');
  shop.memory.currency = code;
  return code;
}
