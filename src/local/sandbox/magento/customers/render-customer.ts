import type { JsonObject } from '../../kit/json-object.js';
import { dropNulls } from '../drop-nulls.js';
import { formatMagentoTime } from '../magento-time.js';
import type { Place } from '../people.js';
import { STORE_VIEWS, type StoreView } from '../store-view.js';
import type { ShopCustomer } from './shop-customer.js';

/** A customer as the interface shows it: `id` here is `entity_id` to a search. */
export type CustomerPayload = JsonObject & {
  readonly id: number;
  readonly email: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly addresses: readonly JsonObject[];
};

/** Renders a customer as the interface shows it; the first address is the default one. */
export function renderCustomer(customer: ShopCustomer): CustomerPayload {
  const { buyer, id } = customer;
  const store = STORE_VIEWS[id % STORE_VIEWS.length] as StoreView;
  const first = customer.addresses[0];
  const payload = dropNulls({
    id,
    group_id: buyer.groupId,
    default_billing: first === undefined ? null : String(first.id),
    default_shipping: first === undefined ? null : String(customer.addresses.at(-1)?.id),
    created_at: formatMagentoTime(customer.createdAt),
    updated_at: formatMagentoTime(customer.updatedAt),
    created_in: store.name.split('\n').at(-1) ?? '',
    dob: buyer.birthDate ?? null,
    email: buyer.email,
    firstname: buyer.firstName,
    lastname: buyer.lastName,
    middlename: buyer.middleName ?? null,
    prefix: buyer.prefix ?? null,
    gender: buyer.gender ?? 0,
    store_id: store.id,
    taxvat: buyer.taxNumber ?? null,
    website_id: store.websiteId,
    addresses: customer.addresses.map((_, index) => renderAddress(customer, index)),
    disable_auto_group_change: 0,
    extension_attributes: { is_subscribed: customer.subscribed },
    custom_attributes: customAttributes(customer),
  });
  return payload as CustomerPayload;
}

function renderAddress(customer: ShopCustomer, index: number): JsonObject {
  const { id, place } = customer.addresses[index] as ShopCustomer['addresses'][number];
  const { buyer } = customer;
  return dropNulls({
    id,
    customer_id: customer.id,
    region: renderRegion(place),
    region_id: place.regionId ?? 0,
    country_id: place.country,
    street: place.street,
    company: place.company ?? null,
    telephone: place.telephone,
    postcode: place.postcode,
    city: place.city,
    firstname: buyer.firstName,
    lastname: buyer.lastName,
    vat_id: place.vatId ?? null,
    default_shipping: index === customer.addresses.length - 1 ? true : null,
    default_billing: index === 0 ? true : null,
  });
}

/** The remote schema demands these columns, so a place without a region has nulls in them. */
function renderRegion(place: Place): JsonObject {
  return { region_code: place.regionCode ?? null, region: place.region ?? null, region_id: place.regionId ?? 0 };
}

function customAttributes({ id, buyer }: ShopCustomer): JsonObject[] | null {
  if (id % 2 === 0) return null;
  return [
    { attribute_code: 'loyalty_tier', value: buyer.groupId === 1 ? 'gold' : 'silver' },
    { attribute_code: 'interests', value: ['12', '15'] },
    { attribute_code: 'erp_number', value: `K-${id}/ä` },
  ];
}
