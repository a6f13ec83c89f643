import type { Place } from '../customers/people.js';
import type { Row } from '../dal/tables.js';
import { hexId } from '../hex-id.js';
import type { ShopOrder } from '../orders/shop-order.js';
import { formatInstant } from '../shopware-time.js';

/** The id of one of an order's two addresses. */
export function addressId(order: ShopOrder, use: 'billing' | 'shipping'): string {
  return hexId('order_address', order.id, use);
}

/** The copy of the buyer that an order keeps. */
export function renderOrderCustomer(order: ShopOrder, versionId: string): Row {
  const { person } = order;
  return {
    id: hexId('order_customer', order.id),
    versionId,
    customerId: order.customerId,
    orderId: order.id,
    orderVersionId: versionId,
    email: person.email,
    salutationId: hexId('salutation', person.salutation),
    firstName: person.firstName,
    lastName: person.lastName,
    company: person.company ?? null,
    title: person.title ?? null,
    vatIds: person.vatIds ?? null,
    customerNumber: order.customerNumber,
    customFields: null,
    remoteAddress: '::',
    createdAt: formatInstant(order.createdAt),
    updatedAt: null,
  };
}

/** The addresses of an order: where the bill goes, and where the goods go unless there are none. */
export function renderOrderAddresses(order: ShopOrder, versionId: string): Row[] {
  const uses = [
    { use: 'billing', place: order.billing },
    { use: 'shipping', place: order.shipping },
  ] as const;
  return uses
    .filter(({ place }) => place !== null)
    .map(({ use, place }) => ({
      id: addressId(order, use),
      versionId,
      orderId: order.id,
      orderVersionId: versionId,
      ...renderPlace(place as Place),
      salutationId: hexId('salutation', order.person.salutation),
      firstName: order.person.firstName,
      lastName: order.person.lastName,
      company: order.person.company ?? null,
      title: order.person.title ?? null,
      vatId: null,
      customFields: null,
      createdAt: formatInstant(order.createdAt),
      updatedAt: null,
    }));
}

/** The fields of a place, in an order's address and in a customer's. */
export function renderPlace(place: Place) {
  return {
    countryId: hexId('country', place.country),
    countryStateId: place.state === null ? null : hexId('country_state', place.state),
    street: place.street,
    zipcode: place.zipcode,
    city: place.city,
    department: place.department ?? null,
    phoneNumber: place.phone ?? null,
    additionalAddressLine1: place.line1 ?? null,
    additionalAddressLine2: place.line2 ?? null,
  };
}
