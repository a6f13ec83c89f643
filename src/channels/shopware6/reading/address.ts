import type { JsonObject } from '../../../diff/json.js';
import { filled } from '../../kit/filled.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { readCustomFields } from './custom-fields.js';
import { translated } from './translated.js';

const STREET = ['street', 'additionalAddressLine1', 'additionalAddressLine2'] as const;

/** An address as the shop gives it; null when there is none. What has no field of its own is in its attributes. */
export function mapAddress(address: RawFields | null): JsonObject | null {
  if (address === null) return null;
  const state = address.object('countryState');
  const country = address.object('country');
  return {
    firstName: address.text('firstName'),
    lastName: address.text('lastName'),
    company: address.text('company'),
    street: STREET.map((key) => address.filledText(key)).filter((line) => line !== null),
    city: address.text('city'),
    postcode: address.text('zipcode'),
    region: translated(state, 'name') ?? null,
    country: country?.filledText('iso') ?? null,
    phone: address.filledText('phoneNumber'),
    attributes: {
      ...filled({
        title: address.filledText('title'),
        salutation: address.object('salutation')?.filledText('salutationKey'),
        department: address.filledText('department'),
        vatId: address.filledText('vatId'),
        regionCode: state?.filledText('shortCode'),
      }),
      ...readCustomFields(address),
    },
  };
}
