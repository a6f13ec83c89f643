import { getOwn, isJsonObject, type Json, type JsonObject } from '../../diff/json.js';
import { emailKey, guestCustomerId } from '../../model/email.js';
import type { EmbeddedRecord } from '../../ports/channel.js';
import { identify } from './identify.js';
import { mapOrderCustomer } from './people.js';
import { readFields } from './read-fields.js';

const GUEST = /^guest:./;
/** No e-mail address is longer (RFC 5321). */
const MAX_EMAIL = 254;

/** The id of a raw customer that was made of a guest's order; null for an account. */
export function guestIdOf(raw: Json): string | null {
  const id = isJsonObject(raw) ? getOwn(raw, 'id') : null;
  return typeof id === 'string' && GUEST.test(id) ? id : null;
}

/** The id and the version of a raw customer, an account or a guest. @throws `record_id_missing` */
export function identifyCustomer(raw: Json): { recordId: string; sourceVersion: string | null } {
  const guestId = guestIdOf(raw);
  if (guestId === null || !isJsonObject(raw)) return identify(raw);
  const { sourceVersion } = identify({ ...raw, id: '0' });
  return { recordId: guestId, sourceVersion };
}

/**
 * The guest who made an order, as a raw customer of our own making: a guest is known by the e-mail address alone. Null for the order
 * of an account, and without an address.
 */
export function readGuest(order: JsonObject): EmbeddedRecord | null {
  const { guest, email, firstName, lastName, phone } = mapOrderCustomer(readFields(order)) as {
    [key: string]: Json;
  };
  const key = typeof email === 'string' ? emailKey(email) : null;
  if (guest !== true || key === null || !key.includes('@') || key.length > MAX_EMAIL || !key.isWellFormed())
    return null;
  const customer = {
    id: guestCustomerId(key),
    email: key,
    firstName: firstName ?? null,
    lastName: lastName ?? null,
    phone: phone ?? null,
    updatedAt: getOwn(order, 'updatedAt') ?? null,
  };
  return { type: 'customer', raw: JSON.stringify(customer), ...identifyCustomer(customer) };
}
