import { isJsonObject, type Json, type JsonObject } from '../../diff/json.js';
import type { Warning } from '../../model/event.js';
import type { Mapped } from '../../ports/channel.js';
import { checkAddress } from '../kit/check-address.js';
import { given } from '../kit/given.js';
import type { RawFields } from '../kit/raw-fields.js';
import { type KeptFields, readAttributes } from './attributes.js';
import { guestIdOf, identifyCustomer } from './guest.js';
import { readInstant } from './order-header.js';
import { mapAddress } from './people.js';
import { readFields } from './read-fields.js';
import { type IdentifiedRow, identifyRows } from './row-ids.js';

const CUSTOMER_ATTRIBUTES: KeptFields = {
  texts: [
    'store_id',
    'website_id',
    'created_in',
    'created_at',
    'default_billing',
    'default_shipping',
    'prefix',
    'middlename',
    'suffix',
    'dob',
    'gender',
    'taxvat',
  ],
  decimals: [],
  flags: [],
  mappedExtensions: [],
};

const ADDRESS_ATTRIBUTES: KeptFields = {
  texts: [],
  decimals: [],
  flags: ['default_billing', 'default_shipping'],
  mappedExtensions: [],
};

function mapAccountAddress({ id, fields }: IdentifiedRow): JsonObject {
  const address = mapAddress(fields) ?? {};
  const attributes = isJsonObject(address.attributes) ? address.attributes : {};
  return { id, ...address, attributes: { ...attributes, ...readAttributes(fields, ADDRESS_ATTRIBUTES) } };
}

/** The address that bills are sent to, else the first one. */
function billingRow(customer: RawFields, rows: readonly IdentifiedRow[]): RawFields | undefined {
  const billing = customer.filledText('default_billing');
  return (rows.find(({ id }) => id === billing) ?? rows[0])?.fields;
}

/**
 * The canonical customer of a Magento account, or of a guest whose order was taken apart. An account has no phone number of its own,
 * so that of the billing address stands in. An address that no parcel could be sent to is a warning.
 * @throws `mapping_failed`, `record_id_missing`
 */
export function mapCustomer(raw: Json): Mapped {
  const { recordId } = identifyCustomer(raw);
  const customer = readFields(raw);
  const warnings: Warning[] = [];
  const rows = identifyRows(customer.objects('addresses'), 'id', 'address');
  const addresses = customer.json('addresses') === null ? undefined : rows.map(mapAccountAddress);
  const group = customer.filledText('group_id');
  const record = given({
    id: recordId,
    email: customer.text('email') ?? undefined,
    firstName: customer.text('firstname'),
    lastName: customer.text('lastname'),
    phone: customer.filledText('telephone') ?? billingRow(customer, rows)?.filledText('telephone') ?? null,
    guest: guestIdOf(raw) !== null,
    addresses,
    groups: group === null ? undefined : [group],
    updatedAt: readInstant(customer, 'updated_at', '/updatedAt', warnings) ?? undefined,
    attributes: readAttributes(customer, CUSTOMER_ATTRIBUTES),
  });
  return {
    record,
    warnings: [...warnings, ...(addresses ?? []).flatMap((one, at) => checkAddress(one, `/addresses/${at}`))],
  };
}
