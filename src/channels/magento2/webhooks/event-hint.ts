import { getOwn, isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import type { ResourceName } from '../endpoints.js';
import { toEntityId } from '../identify.js';

/** A record that an event speaks of. */
export interface Hint {
  resource: ResourceName;
  recordId: string;
}

/** Which record the events of a kind speak of, under which names they carry it, and which fields hold its id. */
interface Rule {
  event: RegExp;
  resource: ResourceName;
  names: readonly string[];
  idFields: readonly string[];
}

const OWN_ID = ['entity_id', 'id'];

function documentRules(word: string, resource: ResourceName): Rule[] {
  return [
    // What hangs on a document has an id of its own, and names the document as its parent.
    {
      event: new RegExp(`${word}_(track|item|comment)`),
      resource,
      names: ['track', 'item', `${word}_item`, 'comment', `${word}_comment`],
      idFields: ['parent_id'],
    },
    { event: new RegExp(word), resource, names: [word], idFields: OWN_ID },
  ];
}

const RULES: readonly Rule[] = [
  ...documentRules('shipment', 'shipments'),
  ...documentRules('invoice', 'invoices'),
  ...documentRules('creditmemo', 'creditmemos'),
  { event: /sales_order_item/, resource: 'orders', names: ['item'], idFields: ['order_id'] },
  {
    event: /sales_order_(address|payment|status_history)/,
    resource: 'orders',
    names: ['address', 'payment', 'status_history'],
    idFields: ['parent_id'],
  },
  { event: /sales_order|order_repository|order_management/, resource: 'orders', names: ['order'], idFields: OWN_ID },
  {
    event: /customer_address/,
    resource: 'customers',
    names: ['customer_address', 'address'],
    idFields: ['customer_id', 'parent_id'],
  },
  {
    event: /^customer_(save|register|delete)|customer_repository/,
    resource: 'customers',
    names: ['customer', 'customer_data_object'],
    idFields: OWN_ID,
  },
  { event: /stock_item/, resource: 'products', names: ['item', 'stock_item'], idFields: ['product_id'] },
  {
    event: /catalog_product_(save|delete)|product_repository/,
    resource: 'products',
    names: ['product'],
    idFields: OWN_ID,
  },
];

/** What an event carries: I/O Events have it in `data.value`, webhooks by its name in `data`, or where the merchant put it. */
function carriedBy(event: JsonObject, names: readonly string[]): JsonObject[] {
  const inner = getOwn(event, 'event');
  const body = isJsonObject(inner) ? inner : event;
  const data = getOwn(body, 'data');
  const outer = isJsonObject(data) ? data : body;
  const named = ['value', ...names, 'data_object'].map((name) => getOwn(outer, name));
  return [...named.filter(isJsonObject), outer];
}

function findId(event: JsonObject, { names, idFields }: Rule): string | null {
  for (const carried of carriedBy(event, names)) {
    for (const field of idFields) {
      const id = toEntityId(getOwn(carried, field));
      if (id !== null) return id;
    }
  }
  return null;
}

/**
 * The record that an event of this name tells of; null for an event of something that is not read here, and for one that names no
 * id, as that of an order that is not saved yet. An event is only a hint: it mixes numbers and texts, and comes in no order, so the
 * record itself is read again.
 */
export function readHint(name: string, event: Json): Hint | null {
  // What stands before is the same for all events of a shop: `com.adobe.commerce.<instance>.observer.`
  const own = name.replace(/^.*?\b(observer|plugin)\./, '');
  const rule = RULES.find(({ event: pattern }) => pattern.test(own));
  const recordId = rule === undefined || !isJsonObject(event) ? null : findId(event, rule);
  return rule === undefined || recordId === null ? null : { resource: rule.resource, recordId };
}
