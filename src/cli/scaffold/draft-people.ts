import { type Drafting, draftField, draftSpelled, isDrafted } from './draft.js';
import { draftStreet } from './draft-street.js';
import { fieldsOf, findNamed, type SampleField, type SampleScope, toScope } from './sample-scope.js';
import { addressPrefixes, addressSpellings, containers, customerPrefixes, customerSpellings } from './spellings.js';

/** Maps the buyer and the addresses, in objects of their own or flat, such as `billing_city`. Gives the objects that it found. */
export function draftPeople(draft: Drafting, header: readonly SampleField[]): SampleScope[] {
  const buyer = findScope(header, containers.customer);
  const around = buyer === null ? header : [...header, ...fieldsOf(buyer)];
  const addresses = (['billingAddress', 'shippingAddress'] as const).flatMap((name) => {
    const scope = findScope(around, containers[name]);
    return scope === null ? [] : [{ name, scope }];
  });
  if (buyer !== null) draftSpelled(draft, fieldsOf(buyer), customerSpellings);
  draftFlat(draft, header, customerSpellings, customerPrefixes);
  draftField(draft, 'customer.email', findNamed(header, customerSpellings['customer.email'] ?? []));
  draftField(draft, 'customer.id', findNamed(header, ['customer']));
  for (const { name, scope } of addresses) draftAddress(draft, name, fieldsOf(scope));
  for (const name of ['billingAddress', 'shippingAddress'] as const) {
    if (addresses.some((found) => found.name === name)) continue;
    draftFlatAddress(draft, name, header);
  }
  const billing = addresses.find(({ name }) => name === 'billingAddress')?.scope;
  if (billing !== undefined && !isDrafted(draft, 'customer.email'))
    draftField(draft, 'customer.email', findNamed(fieldsOf(billing), customerSpellings['customer.email'] ?? []));
  return [...(buyer === null ? [] : [buyer]), ...addresses.map(({ scope }) => scope)];
}

function findScope(fields: readonly SampleField[], names: readonly string[]): SampleScope | null {
  for (const field of findNamed(fields, names)) {
    const scope = toScope(field);
    if (scope !== null) return scope;
  }
  return null;
}

/** The names of a table behind each prefix. */
function withPrefixes(names: readonly string[], prefixes: readonly string[]): string[] {
  return names.flatMap((name) => prefixes.map((prefix) => prefix + name));
}

function draftFlat(
  draft: Drafting,
  header: readonly SampleField[],
  table: typeof customerSpellings,
  prefixes: readonly string[],
): void {
  for (const [canonical, names] of Object.entries(table))
    draftField(draft, canonical, findNamed(header, withPrefixes(names, prefixes)));
}

function draftAddress(draft: Drafting, name: string, fields: readonly SampleField[]): void {
  const { street = [], ...others } = addressSpellings;
  draftSpelled(draft, fields, others, `${name}.`);
  draftStreet(draft, `${name}.street`, findNamed(fields, street));
}

function draftFlatAddress(
  draft: Drafting,
  name: 'billingAddress' | 'shippingAddress',
  header: readonly SampleField[],
): void {
  const { street = [], ...others } = addressSpellings;
  const prefixes = addressPrefixes[name];
  for (const [field, names] of Object.entries(others))
    draftField(draft, `${name}.${field}`, findNamed(header, withPrefixes(names, prefixes)));
  draftStreet(draft, `${name}.street`, findNamed(header, withPrefixes(street, prefixes)));
}
