import type { Address } from '../books/order.js';
import type { ShopCustomer } from '../books/people.js';
import { idsOf, restId, restInstant } from './rest-values.js';

/** A customer as REST bodies have it. */
export function restCustomer(customer: ShopCustomer): Record<string, unknown> {
  const { id, email, phone, note, tags, addresses } = customer;
  const rows = addresses.map((address) => ({
    id: restId(address.id),
    customer_id: restId(id),
    ...restAddress(address),
    country_name: address.country,
    default: address === addresses[0],
  }));
  return {
    ...idsOf('Customer', id),
    ...{ email, phone, note },
    first_name: customer.firstName,
    last_name: customer.lastName,
    state: customer.state.toLowerCase(),
    tags: tags.join(', '),
    currency: 'EUR',
    tax_exempt: customer.taxExempt,
    tax_exemptions: [],
    verified_email: customer.verifiedEmail,
    multipass_identifier: null,
    created_at: restInstant(customer.createdAtMs),
    updated_at: restInstant(customer.updatedAtMs),
    addresses: rows,
    ...(rows[0] === undefined ? {} : { default_address: rows[0] }),
  };
}

/** An address as REST bodies have it. */
export function restAddress(address: Address): Record<string, unknown> {
  const { firstName, lastName, company, address1, address2, city, province, provinceCode, zip, country, phone } =
    address;
  return {
    first_name: firstName,
    last_name: lastName,
    name: [firstName, lastName].filter((part) => part !== null).join(' '),
    ...{ company, address1, address2, city, province, zip, country, phone },
    province_code: provinceCode,
    country_code: address.countryCode,
    latitude: null,
    longitude: null,
  };
}
