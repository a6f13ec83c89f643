import type { Json, JsonObject } from '../../diff/json.js';
import type { Mapped } from '../../ports/channel.js';
import { filled } from '../kit/filled.js';
import { given } from '../kit/given.js';
import type { RawFields } from '../kit/raw-fields.js';
import { metafields } from './attributes.js';
import { guestIdOf, identifyCustomer } from './guest.js';
import { toUtc } from './identify.js';
import { identifyRows, toLegacyId } from './ids.js';
import { emailOf, mapAddress, phoneOf } from './people.js';
import { readFields } from './read-fields.js';
import { readCustomer } from './rest/read-object.js';

function mapAddresses(customer: RawFields): JsonObject[] | undefined {
  const rows = customer.list('addressesV2');
  if (rows === null) return undefined;
  const standard = toLegacyId(customer.object('defaultAddress')?.json('id'));
  return identifyRows(rows, 'address').map(({ id, fields }) => {
    const address = mapAddress(fields) ?? {};
    const attributes = { ...(address.attributes as JsonObject), ...(id === standard ? { default: true } : {}) };
    return { id, ...address, attributes };
  });
}

function customerAttributes(customer: RawFields): JsonObject {
  const spent = customer.object('amountSpent');
  return filled({
    createdAt: toUtc(customer.json('createdAt')),
    note: customer.text('note'),
    state: customer.text('state')?.toLowerCase(),
    locale: customer.text('locale'),
    taxExempt: customer.flag('taxExempt') ? true : null,
    verifiedEmail: customer.json('verifiedEmail') === false ? false : null,
    marketing: customer.object('defaultEmailAddress')?.text('marketingState')?.toLowerCase(),
    orders: customer.text('numberOfOrders'),
    spent: spent?.text('amount'),
    spentCurrency: spent?.text('currencyCode'),
    ...metafields(customer),
  });
}

/**
 * The canonical customer of a Shopify account, or of a guest whose order was taken apart. Its groups are its tags, as Shopify has no
 * others.
 * @throws `mapping_failed`, `record_id_missing`
 */
export function mapCustomer(raw: Json): Mapped {
  const { recordId } = identifyCustomer(raw);
  const isGuest = guestIdOf(raw) !== null;
  const customer = isGuest ? readFields(raw) : readCustomer(raw);
  const record = given({
    id: recordId,
    email: emailOf(customer) ?? undefined,
    firstName: customer.text('firstName'),
    lastName: customer.text('lastName'),
    phone: phoneOf(customer),
    guest: isGuest,
    addresses: mapAddresses(customer),
    groups: customer.has('tags') ? customer.texts('tags') : undefined,
    updatedAt: toUtc(customer.json('updatedAt')) ?? undefined,
    attributes: customerAttributes(customer),
  });
  return { record, warnings: [] };
}
