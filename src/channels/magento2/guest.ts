import { getOwn, isJsonObject, type Json, type JsonObject } from '../../diff/json.js';
import { emailKey, guestCustomerId } from '../../model/email.js';
import type { EmbeddedRecord } from '../../ports/channel.js';
import { identify, toEntityId, toSourceVersion } from './identify.js';

const PREFIX = guestCustomerId('');
/** No e-mail address is longer (RFC 5321). */
const MAX_EMAIL = 254;

function textOf(fields: Json | undefined, key: string): string | null {
  const value = isJsonObject(fields) ? getOwn(fields, key) : null;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** The id of a raw customer that was made of a guest's order; null for an account. */
export function guestIdOf(raw: Json): string | null {
  const id = textOf(raw, 'id');
  return id?.startsWith(PREFIX) ? id : null;
}

/** The id and the version of a raw customer, an account or a guest. @throws `record_id_missing` */
export function identifyCustomer(raw: Json): { recordId: string; sourceVersion: string | null } {
  const recordId = guestIdOf(raw);
  if (recordId === null || !isJsonObject(raw)) return identify(raw, 'id');
  return { recordId, sourceVersion: toSourceVersion(getOwn(raw, 'updated_at'), getOwn(raw, 'created_at')) };
}

/**
 * The guest who made an order, as a raw customer of our own making: a guest is known by the e-mail address alone. Null for the order
 * of an account, and without an address.
 */
export function readGuest(order: JsonObject): EmbeddedRecord | null {
  if (toEntityId(getOwn(order, 'customer_id')) !== null) return null;
  const billing = getOwn(order, 'billing_address');
  const email = emailKey(textOf(order, 'customer_email') ?? textOf(billing, 'email') ?? '') ?? '';
  if (!email.includes('@') || email.length > MAX_EMAIL || !email.isWellFormed()) return null;
  const customer = {
    id: guestCustomerId(email),
    email,
    firstname: textOf(order, 'customer_firstname') ?? textOf(billing, 'firstname'),
    lastname: textOf(order, 'customer_lastname') ?? textOf(billing, 'lastname'),
    telephone: textOf(billing, 'telephone'),
    group_id: getOwn(order, 'customer_group_id') ?? null,
    store_id: getOwn(order, 'store_id') ?? null,
    updated_at: textOf(order, 'updated_at') ?? textOf(order, 'created_at'),
  };
  return { type: 'customer', raw: JSON.stringify(customer), ...identifyCustomer(customer) };
}
