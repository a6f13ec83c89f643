import { isJsonObject, type JsonObject } from '../../diff/json.js';
import type { RawFields } from '../kit/raw-fields.js';

const ADDRESS_EXTRAS = {
  prefix: 'prefix',
  middlename: 'middleName',
  suffix: 'suffix',
  email: 'email',
  vat_id: 'vatId',
  fax: 'fax',
  customer_address_id: 'customerAddressId',
} as const;

function streetLines(address: RawFields): string[] {
  const street = address.json('street');
  if (typeof street === 'string') return street.split('\n');
  return address.elements('street').filter((line) => typeof line === 'string');
}

// An order's address has its region as texts, an account's as an object.
function readRegion(address: RawFields): { name: string | null; code: string | null } {
  const fields = isJsonObject(address.json('region')) ? address.object('region') : address;
  return { name: fields?.text('region') ?? null, code: fields?.filledText('region_code') ?? null };
}

/** An address as the shop gives it; null when there is none. What has no field of its own is in its attributes. */
export function mapAddress(address: RawFields | null): JsonObject | null {
  if (address === null) return null;
  const region = readRegion(address);
  const extras = [
    ...Object.entries(ADDRESS_EXTRAS).map(([field, name]) => [name, address.filledText(field)] as const),
    ['regionCode', region.code] as const,
  ];
  return {
    firstName: address.text('firstname'),
    lastName: address.text('lastname'),
    company: address.text('company'),
    street: streetLines(address),
    city: address.text('city'),
    postcode: address.text('postcode'),
    region: region.name,
    country: address.text('country_id'),
    phone: address.text('telephone'),
    attributes: Object.fromEntries(extras.filter(([, value]) => value !== null)),
  };
}

/** Who ordered. Guests often have no name of their own in the order, so the billing address stands in. */
export function mapOrderCustomer(order: RawFields, billing: RawFields | null): JsonObject {
  const id = order.filledText('customer_id');
  return {
    id,
    email: order.text('customer_email') ?? billing?.text('email') ?? null,
    firstName: order.filledText('customer_firstname') ?? billing?.text('firstname') ?? null,
    lastName: order.filledText('customer_lastname') ?? billing?.text('lastname') ?? null,
    phone: billing?.text('telephone') ?? null,
    guest: order.flag('customer_is_guest') || id === null,
  };
}
