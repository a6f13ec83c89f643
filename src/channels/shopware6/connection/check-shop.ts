import { getOwn, isJsonObject } from '../../../diff/json.js';
import { parseDurationMs } from '../../../model/duration.js';
import type { ConnectionCheck } from '../../../ports/channel.js';
import { advise, failed, ok, warning } from '../../kit/connection-check.js';
import type { ShopwareSettings } from '../schema.js';
import type { ShopwareContext } from '../shopware-context.js';
import { explain, fieldOf, type Probe, statusOf } from './probe.js';

const NOTABLE_MS = 60_000;
/** The largest page that a profile may ask for. */
export const LARGEST_PAGE = 300;

const TOO_LARGE = 'FRAMEWORK__QUERY_LIMIT_EXCEEDED';

/** Which version the shop is, and what that means. */
export function checkVersion(one: Probe): ConnectionCheck {
  const name = 'version';
  const version = fieldOf(one, 'version');
  if (typeof version !== 'string') return warning(name, `The shop does not say its version: ${explain(one)}`);
  const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  if (major !== '6' || Number(minor) < 5) {
    return warning(name, `Shopware ${version} is older than 6.5, which is the oldest that this was made for`);
  }
  if (Number(minor) < 6) return ok(name, `Shopware ${version}; from 6.6 on nothing is loaded that is not asked for`);
  const names = Number(minor) >= 7 ? 'from 6.7.1 on an order names the delivery and the payment that count' : '';
  return ok(name, `Shopware ${version}${names === '' ? '' : `; ${names}`}`);
}

/** How far the shop's clock is from ours: cursors go by the shop's, and webhooks are refused by their age. */
export function checkClock(one: Probe, { now, settings }: ShopwareContext): ConnectionCheck {
  const name = 'clock';
  const text = 'answer' in one ? (one.answer.headers.date ?? '') : '';
  const at = /^[A-Za-z]/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) return warning(name, 'The shop does not say what time it is');
  const offMs = Math.abs(now().getTime() - at);
  const message = `The clocks differ by ${Math.round(offMs / 1_000)} s`;
  const maxAgeMs = settings.webhooks === undefined ? null : parseDurationMs(settings.webhooks.maxAge);
  if (maxAgeMs !== null && offMs > maxAgeMs)
    return failed(name, `${message}, so that webhooks are refused: set them by NTP`);
  return offMs > NOTABLE_MS ? warning(name, `${message}: set them by NTP`) : ok(name, message);
}

/** Whether the shop gives pages of every size that a profile may ask for. */
export function checkPageSize(one: Probe): ConnectionCheck {
  const name = 'page size';
  if (statusOf(one) === 200) return ok(name, `Pages of up to ${LARGEST_PAGE} records are given`);
  const isTooLarge = 'answer' in one && one.fault.code === TOO_LARGE;
  if (!isTooLarge) return warning(name, `It is not known: ${explain(one)}`);
  return warning(name, advise(explain(one), 'Set pull.pageSize of the profile to what the shop gives'));
}

/** Whether every currency of the shop is in the settings, because prices of products name it by its id alone. */
export function checkCurrencies(one: Probe, { currencies }: ShopwareSettings): ConnectionCheck {
  const name = 'currencies';
  const rows = fieldOf(one, 'data');
  if (!Array.isArray(rows)) return warning(name, `The currencies of the shop may not be read: ${explain(one)}`);
  const pairs = rows
    .filter(isJsonObject)
    .map((row) => [String(getOwn(row, 'id')), String(getOwn(row, 'isoCode'))] as const);
  const wrong = pairs.filter(([id, code]) => currencies[id] !== undefined && currencies[id] !== code);
  const missing = pairs.filter(([id]) => currencies[id] === undefined);
  if (wrong.length > 0) {
    const named = wrong.map(([id, code]) => `${id} is ${code}, not ${currencies[id]}`);
    return failed(name, `The setting currencies is wrong: ${named.join('; ')}`);
  }
  if (missing.length === 0) return ok(name, 'Every currency of the shop is known');
  const wanted = JSON.stringify(Object.fromEntries(missing));
  return warning(name, `Add ${wanted} to the setting currencies: without it products have no prices in these`);
}
