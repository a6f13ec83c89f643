import { getOwn, isJsonObject, type Json, type JsonObject } from '../../diff/json.js';
import type { EmbeddedRecord } from '../../ports/channel.js';
import { readGuest } from './guest.js';
import { identify, toEntityId } from './identify.js';

const DOCUMENTS = [
  ['invoices', 'invoice'],
  ['shipments', 'shipment'],
  ['creditmemos', 'refund'],
  ['credit_memos', 'refund'],
] as const;

/** What a document inside an order may leave out, because the order says it. */
const SAID_BY_ORDER = ['order_currency_code', 'base_currency_code', 'store_id'] as const;

function elementsOf(fields: JsonObject, key: string): JsonObject[] {
  const list = getOwn(fields, key);
  return typeof list === 'object' && list !== null ? Object.values(list).filter(isJsonObject) : [];
}

function wholeDocument(document: JsonObject, order: JsonObject): JsonObject {
  const whole: JsonObject = { ...document };
  const fill = (key: string, value: Json | undefined) => {
    if (whole[key] === undefined || whole[key] === null) whole[key] = value ?? null;
  };
  fill('order_id', getOwn(order, 'entity_id'));
  for (const key of SAID_BY_ORDER) fill(key, getOwn(order, key));
  return whole;
}

/**
 * The records that came inside a raw order: the documents that some shops put into its extension attributes, and the guest who made
 * it. A document without an id of its own is left to the pull of its kind. Never throws: what is wrong with the order is said when
 * it is mapped.
 */
export function readEmbedded(raw: Json): EmbeddedRecord[] {
  if (!isJsonObject(raw)) return [];
  const extensions = getOwn(raw, 'extension_attributes');
  const documents = DOCUMENTS.flatMap(([key, type]) =>
    (isJsonObject(extensions) ? elementsOf(extensions, key) : [])
      .filter((document) => toEntityId(getOwn(document, 'entity_id')) !== null)
      .map((document): EmbeddedRecord => {
        const whole = wholeDocument(document, raw);
        return { type, raw: JSON.stringify(whole), ...identify(whole) };
      }),
  );
  const guest = readGuest(raw);
  return guest === null ? documents : [...documents, guest];
}
