import type { JsonObject } from '../../../diff/json.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { mapAddress } from '../reading/address.js';
import { primaryDelivery } from './deliveries.js';

/** The address that the bill goes to; some answers hold only the list of all addresses. */
export function billingAddress(order: RawFields): RawFields | null {
  const id = order.filledText('billingAddressId');
  const listed = order.objects('addresses').find((address) => id !== null && address.filledText('id') === id);
  return order.object('billingAddress') ?? listed ?? null;
}

/** Whether the order was made by a guest, whom the shop keeps as a customer for this order alone. */
export function isGuest(order: RawFields): boolean {
  return order.object('orderCustomer')?.object('customer')?.flag('guest') ?? false;
}

/** Who ordered. A customer who was deleted has no id any more; a guest has none either. */
export function mapOrderCustomer(order: RawFields): JsonObject | null {
  const customer = order.object('orderCustomer');
  if (customer === null) return null;
  const guest = isGuest(order);
  return {
    id: guest ? null : customer.filledText('customerId'),
    email: customer.text('email'),
    firstName: customer.text('firstName'),
    lastName: customer.text('lastName'),
    phone: billingAddress(order)?.filledText('phoneNumber') ?? null,
    guest,
  };
}

/** The two addresses of the order; what is not sent has no shipping address. */
export function mapAddresses(order: RawFields): JsonObject {
  return {
    billingAddress: mapAddress(billingAddress(order)),
    shippingAddress: mapAddress(primaryDelivery(order)?.object('shippingOrderAddress') ?? null),
  };
}
