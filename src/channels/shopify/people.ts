import type { JsonObject } from '../../diff/json.js';
import { filled } from '../kit/filled.js';
import type { RawFields } from '../kit/raw-fields.js';
import { toLegacyId } from './ids.js';

/** An address as the shop gives it; null when there is none. */
export function mapAddress(address: RawFields | null): JsonObject | null {
  if (address === null) return null;
  const street = ['address1', 'address2'].map((key) => address.filledText(key)).filter((line) => line !== null);
  return {
    firstName: address.text('firstName'),
    lastName: address.text('lastName'),
    company: address.text('company'),
    street,
    city: address.text('city'),
    postcode: address.text('zip'),
    region: address.text('province'),
    country: address.text('countryCodeV2'),
    phone: address.text('phone'),
    attributes: filled({ regionCode: address.text('provinceCode') }),
  };
}

/** The e-mail address of a customer, in the place of any version of the interface. */
export function emailOf(customer: RawFields | null): string | null {
  return customer?.object('defaultEmailAddress')?.filledText('emailAddress') ?? customer?.filledText('email') ?? null;
}

/** The phone number of a customer. */
export function phoneOf(customer: RawFields | null): string | null {
  return customer?.object('defaultPhoneNumber')?.filledText('phoneNumber') ?? customer?.filledText('phone') ?? null;
}

/** Who ordered. A guest has no account, and often no name but in the addresses. */
export function mapOrderCustomer(order: RawFields): JsonObject {
  const customer = order.object('customer');
  const billing = order.object('billingAddress') ?? order.object('shippingAddress');
  const id = toLegacyId(customer?.json('id'));
  return {
    id,
    email: order.filledText('email') ?? emailOf(customer),
    firstName: customer?.filledText('firstName') ?? billing?.text('firstName') ?? null,
    lastName: customer?.filledText('lastName') ?? billing?.text('lastName') ?? null,
    phone: order.filledText('phone') ?? phoneOf(customer) ?? billing?.filledText('phone') ?? null,
    guest: id === null,
  };
}
