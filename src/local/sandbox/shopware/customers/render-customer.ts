import { hexId } from '../hex-id.js';
import type { FiledRow } from '../render/filed-row.js';
import { renderPlace } from '../render/render-people.js';
import { SYSTEM_LANGUAGE } from '../settings/language.js';
import { formatInstant, formatMaybe } from '../shopware-time.js';
import type { Place } from './people.js';
import type { ShopCustomer } from './shop-customer.js';

/** The rows of a customer: their own, and their addresses, of which both uses may share one. */
export function renderCustomer(customer: ShopCustomer): FiledRow[] {
  const places = new Map(
    [customer.billing, customer.shipping].map((place) => [customerAddressId(customer, place), place]),
  );
  const addresses = [...places].map(([id, place]): FiledRow => {
    return { entity: 'customer_address', row: renderAddress(id, place, customer) };
  });
  return [{ entity: 'customer', row: renderOwnRow(customer) }, ...addresses];
}

function renderOwnRow(customer: ShopCustomer) {
  const { person } = customer;
  return {
    id: customer.id,
    versionId: null,
    autoIncrement: customer.autoIncrement,
    customerNumber: customer.number,
    groupId: hexId('customer_group', person.company === undefined ? 'Standard' : 'Händler'),
    salesChannelId: customer.channel.id,
    languageId: SYSTEM_LANGUAGE,
    lastPaymentMethodId: null,
    defaultBillingAddressId: customerAddressId(customer, customer.billing),
    defaultShippingAddressId: customerAddressId(customer, customer.shipping),
    salutationId: hexId('salutation', person.salutation),
    firstName: person.firstName,
    lastName: person.lastName,
    company: person.company ?? null,
    email: person.email,
    title: person.title ?? null,
    vatIds: person.vatIds ?? null,
    accountType: person.company === undefined ? 'private' : 'business',
    active: true,
    guest: customer.guest,
    birthday: person.title === undefined ? null : '1974-02-28T00:00:00.000+00:00',
    affiliateCode: null,
    campaignCode: null,
    tagIds: person.company === undefined ? null : [hexId('tag', 'VIP')],
    customFields: person.company === undefined ? null : { konditionsgruppe: 'B2' },
    remoteAddress: '::',
    createdAt: formatInstant(customer.createdAt),
    updatedAt: formatMaybe(customer.updatedAt),
  };
}

function renderAddress(id: string, place: Place, { id: customerId, person, createdAt }: ShopCustomer) {
  return {
    id,
    versionId: null,
    customerId,
    ...renderPlace(place),
    salutationId: hexId('salutation', person.salutation),
    firstName: person.firstName,
    lastName: person.lastName,
    company: person.company ?? null,
    title: person.title ?? null,
    customFields: null,
    createdAt: formatInstant(createdAt),
    updatedAt: null,
  };
}

function customerAddressId({ id }: ShopCustomer, { city, street }: Place): string {
  return hexId('customer_address', id, city, street);
}
