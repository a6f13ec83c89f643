import { isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import type { Warning } from '../../../model/event.js';
import type { Mapped } from '../../../ports/channel.js';
import { checkAddress } from '../../kit/check-address.js';
import { filled } from '../../kit/filled.js';
import { given } from '../../kit/given.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { identifyGuest } from '../documents/guest.js';
import { entities } from '../entities.js';
import { identifyAt } from '../identify.js';
import { mapAddress } from '../reading/address.js';
import { readCustomFields } from '../reading/custom-fields.js';
import { inOrder, namesIn } from '../reading/live-rows.js';
import { readFields } from '../reading/read-fields.js';
import { rowId } from '../reading/row-id.js';
import { translated } from '../reading/translated.js';

const identifyAccount = identifyAt(entities.customers.dated);

/** The id and the version of a raw customer, an account or a guest. @throws `record_id_missing` */
export function identifyCustomer(raw: Json): { recordId: string; sourceVersion: string | null } {
  return identifyGuest(raw) ?? identifyAccount(raw);
}

function mapAccountAddress(address: RawFields, index: number, customer: RawFields): JsonObject {
  const id = rowId(address, index, 'address');
  const mapped = mapAddress(address) ?? {};
  const attributes = isJsonObject(mapped.attributes) ? mapped.attributes : {};
  const uses = filled({
    defaultBilling: customer.filledText('defaultBillingAddressId') === id || null,
    defaultShipping: customer.filledText('defaultShippingAddressId') === id || null,
  });
  return { id, ...mapped, attributes: { ...attributes, ...uses } };
}

/** A customer has no phone number of their own, so that of the billing address stands in. */
function readPhone(customer: RawFields): string | null {
  const addresses = inOrder(customer.objects('addresses'));
  const billing = customer.filledText('defaultBillingAddressId');
  const address = addresses.find((one) => one.filledText('id') === billing) ?? addresses[0];
  return customer.filledText('phoneNumber') ?? address?.filledText('phoneNumber') ?? null;
}

function mapAttributes(customer: RawFields): JsonObject {
  return {
    ...filled({
      customerNumber: customer.filledText('customerNumber'),
      salesChannelId: customer.filledText('salesChannelId'),
      languageId: customer.filledText('languageId'),
      company: customer.filledText('company'),
      vatIds: customer.texts('vatIds'),
      accountType: customer.filledText('accountType'),
      title: customer.filledText('title'),
      salutation: customer.object('salutation')?.filledText('salutationKey'),
      birthday: customer.filledText('birthday')?.slice(0, 10),
      inactive: customer.json('active') === false || null,
      affiliateCode: customer.filledText('affiliateCode'),
      campaignCode: customer.filledText('campaignCode'),
      tags: namesIn(customer, 'tags'),
    }),
    ...readCustomFields(customer),
  };
}

/**
 * The canonical customer of a Shopware account, or of a guest whose order was taken apart. An address that no parcel could be sent to is
 * a warning. @throws `mapping_failed`, `record_id_missing`
 */
export function mapCustomer(raw: Json): Mapped {
  const { recordId, sourceVersion } = identifyCustomer(raw);
  const customer = readFields(raw);
  const addresses = customer.has('addresses')
    ? inOrder(customer.objects('addresses')).map((address, index) => mapAccountAddress(address, index, customer))
    : undefined;
  const group = translated(customer.object('group'), 'name') ?? customer.filledText('groupId');
  const warnings: Warning[] = (addresses ?? []).flatMap((one, at) => checkAddress(one, `/addresses/${at}`));
  const record = given({
    id: recordId,
    email: customer.text('email') ?? undefined,
    firstName: customer.text('firstName'),
    lastName: customer.text('lastName'),
    phone: readPhone(customer),
    guest: customer.flag('guest'),
    addresses,
    groups: group === null ? undefined : [group],
    updatedAt: sourceVersion ?? undefined,
    attributes: mapAttributes(customer),
  });
  return { record, warnings };
}
