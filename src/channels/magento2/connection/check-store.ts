import { getOwn, isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import { parseJson } from '../../../model/json-text.js';
import type { ConnectionCheck } from '../../../ports/channel.js';
import { failed, ok, warning } from '../../kit/connection-check.js';
import type { MagentoSettings } from '../schema.js';
import { isNoRoute } from './check-address.js';
import { type Probe, statusOf } from './probe.js';

/** The store views with their settings, as `store/storeConfigs` lists them; null when it may not be read. */
export function readStores(one: Probe): JsonObject[] | null {
  if (!('answer' in one) || statusOf(one) !== 200) return null;
  let rows: Json;
  try {
    rows = parseJson(one.answer.text);
  } catch {
    return null;
  }
  return Array.isArray(rows) ? rows.filter(isJsonObject) : null;
}

function textsOf(rows: readonly JsonObject[], key: string): string[] {
  const values = rows.map((row) => getOwn(row, key)).filter((value) => typeof value === 'string');
  return [...new Set(values)];
}

/** Whether the shop has the store view that the settings name. */
export function checkStoreCode(
  one: Probe,
  stores: readonly JsonObject[] | null,
  { storeCode }: MagentoSettings,
): ConnectionCheck | null {
  const name = 'store code';
  if (storeCode === undefined) return null;
  if (!isNoRoute(one)) return ok(name, `The store view ${storeCode} answers`);
  const known = stores === null ? '' : `; there are ${['all', ...textsOf(stores, 'code')].join(', ')}`;
  return failed(name, `The shop has no store view ${storeCode}${known}`);
}

/** Whether products are priced in the currency that the settings name. */
export function checkCurrency(
  stores: readonly JsonObject[] | null,
  { currency, storeCode }: MagentoSettings,
): ConnectionCheck {
  const name = 'currency';
  if (stores === null) {
    const said = currency === undefined ? 'the setting currency is not given' : `the setting currency is ${currency}`;
    return warning(
      name,
      `The base currency of the shop may not be read, and ${said}; products need it for their prices`,
    );
  }
  const ofView = stores.filter((row) => getOwn(row, 'code') === storeCode);
  const found = textsOf(ofView.length > 0 ? ofView : stores, 'base_currency_code');
  const listed = found.join(', ');
  if (currency === undefined) return warning(name, `Set currency to ${listed}: without it products have no prices`);
  if (found.includes(currency)) return ok(name, `Products are priced in ${currency}`);
  return failed(name, `The setting currency is ${currency}, but the base currency of the shop is ${listed}`);
}
