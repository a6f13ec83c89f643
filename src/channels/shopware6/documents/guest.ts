import { isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import { emailKey, guestCustomerId } from '../../../model/email.js';
import type { EmbeddedRecord } from '../../../ports/channel.js';
import { newestChange } from '../identify.js';
import { identifyOrder } from '../orders/map-order.js';
import { billingAddress, isGuest } from '../orders/people.js';
import { readFields } from '../reading/read-fields.js';

const GUEST = /^guest:.+@/;
/** No e-mail address is longer (RFC 5321). */
const MAX_EMAIL = 254;

/** The id of a raw customer that was made of a guest's order; null for an account. */
function guestIdOf(raw: Json): string | null {
  const id = isJsonObject(raw) ? raw.id : null;
  return typeof id === 'string' && GUEST.test(id) ? id : null;
}

/** The id and the version of a guest; null for an account. */
export function identifyGuest(raw: Json): { recordId: string; sourceVersion: string | null } | null {
  const recordId = guestIdOf(raw);
  return recordId === null ? null : { recordId, sourceVersion: newestChange(raw, []) };
}

/**
 * The guest who made an order, as a raw customer of our own making: the shop makes another customer with each order of theirs, so they
 * are known by their e-mail address alone. Null for the order of an account, and without an address.
 */
export function readGuest(raw: JsonObject): EmbeddedRecord | null {
  const order = readFields(raw);
  const person = order.object('orderCustomer');
  if (person === null || !isGuest(order)) return null;
  const email = emailKey(person.text('email') ?? '') ?? '';
  if (!email.includes('@') || email.length > MAX_EMAIL || !email.isWellFormed()) return null;
  const customer = {
    id: guestCustomerId(email),
    email,
    firstName: person.text('firstName'),
    lastName: person.text('lastName'),
    company: person.text('company'),
    phoneNumber: billingAddress(order)?.filledText('phoneNumber') ?? null,
    guest: true,
    salesChannelId: order.text('salesChannelId'),
    languageId: order.text('languageId'),
    updatedAt: identifyOrder(raw).sourceVersion,
  };
  const identity = identifyGuest(customer);
  return identity === null ? null : { type: 'customer', raw: JSON.stringify(customer), ...identity };
}
