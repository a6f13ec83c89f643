/** A connection inside an object: whose it is, what its rows hold, and how many of them come with the object. */
export interface Nested {
  owner: string;
  field: string;
  rows: string;
  first: number;
}

/** How many rows come at once when the rest of a connection is read. */
const REST = 100;
const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';

/** The selection of a connection inside an object. */
export function selectNested({ field, rows, first }: Nested): string {
  return `${field}(first: ${first}) { nodes { ${rows} } ${PAGE_INFO} }`;
}

/** A query for the rest of a connection, after `$after`, of the object `$id`. */
export function restQuery({ owner, field, rows }: Nested): string {
  const rest = `${field}(first: ${REST}, after: $after) { nodes { ${rows} } ${PAGE_INFO} }`;
  return `query Rest($id: ID!, $after: String) { node(id: $id) { id ... on ${owner} { ${rest} } } }`;
}

/** The selection of the same connection in a bulk operation, which gives every row. */
export function selectNestedWhole({ field, rows }: Nested): string {
  return `${field} { edges { node { ${rows} } } }`;
}

/** Both amounts of something that costs money. */
export const MONEY = '{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }';

/** The fields of a postal address. */
export const ADDRESS =
  '{ id firstName lastName company address1 address2 city zip province provinceCode countryCodeV2 phone }';

/** Metafields by their `<namespace>.<key>`, each under a name of its own. */
export function selectMetafields(keys: readonly string[]): string {
  return keys
    .map((path, index) => {
      const dot = path.lastIndexOf('.');
      const [namespace, key] = [path.slice(0, dot), path.slice(dot + 1)];
      return `metafield${index}: metafield(namespace: "${namespace}", key: "${key}") { namespace key type value }`;
    })
    .join(' ');
}
