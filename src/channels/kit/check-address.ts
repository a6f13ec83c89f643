import type { Json, JsonObject } from '../../diff/json.js';
import type { Warning } from '../../model/event.js';

const COUNTRY = /^[A-Z]{2}$/;

function isBlank(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.every(isBlank);
  return typeof value !== 'string' || value.trim() === '';
}

/** What keeps a canonical address from being one that a parcel could be sent to: no street, no city, no country of ISO 3166. */
export function checkAddress(address: JsonObject, path: string): Warning[] {
  const missing = ['street', 'city'].filter((key) => isBlank(address[key]));
  const warnings = missing.map((key) => ({
    code: 'address_incomplete',
    message: `The address has no ${key}`,
    path: `${path}/${key}`,
  }));
  if (typeof address.country === 'string' && COUNTRY.test(address.country)) return warnings;
  const message = 'The address has no country code of ISO 3166';
  return [...warnings, { code: 'country_unknown', message, path: `${path}/country` }];
}
