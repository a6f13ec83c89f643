import type { JsonObject } from '../kit/json-object.js';
import { dropNulls } from './drop-nulls.js';
import type { Place } from './people.js';
import type { ShopOrder } from './shop-order.js';

/** Renders an order's billing or shipping address; postcode and telephone stay as null where there is none. */
export function renderAddress(order: ShopOrder, place: Place, type: 'billing' | 'shipping'): JsonObject {
  const { buyer } = order;
  return dropNulls(
    {
      address_type: type,
      city: place.city,
      company: place.company ?? null,
      country_id: place.country,
      customer_id: buyer.customerId,
      email: buyer.email,
      entity_id: addressId(order, type),
      firstname: buyer.firstName,
      lastname: buyer.lastName,
      middlename: buyer.middleName ?? null,
      parent_id: order.entityId,
      postcode: place.postcode,
      prefix: buyer.prefix ?? null,
      region: place.region ?? null,
      region_code: place.regionCode ?? null,
      region_id: place.regionId ?? null,
      street: place.street,
      telephone: place.telephone,
      vat_id: place.vatId ?? null,
    },
    ['postcode', 'telephone'],
  );
}

/** The id of an order's address in the shop's address table. */
export function addressId(order: ShopOrder, type: 'billing' | 'shipping'): number {
  return order.entityId * 2 - (type === 'billing' ? 0 : 1);
}
