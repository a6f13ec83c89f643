import { getOwn, isJsonObject, type Json, type JsonObject } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import type { RawFields } from '../../kit/raw-fields.js';
import { readFields } from '../read-fields.js';
import { fromRestFulfillment, fromRestOrder, fromRestRefund } from './from-rest-order.js';
import { fromRestCustomer, fromRestProduct } from './from-rest-people.js';

/** The body of a webhook spells its fields with underlines, and ids as numbers. */
function isRest(raw: JsonObject): boolean {
  const id = getOwn(raw, 'id');
  return !(typeof id === 'string' && id.startsWith('gid://'));
}

function normalize(raw: Json, fromRest: (raw: JsonObject) => JsonObject): JsonObject {
  if (isJsonObject(raw)) return isRest(raw) ? fromRest(raw) : raw;
  throw new PipelineError('mapping_failed', 'The payload is not a JSON object', { path: '' });
}

function reader(fromRest: (raw: JsonObject) => JsonObject): (raw: Json) => RawFields {
  return (raw) => readFields(normalize(raw, fromRest));
}

/** An order in the shape of the GraphQL interface, whichever it came in. @throws `mapping_failed` when it is not an object */
export function toOrderNode(raw: Json): JsonObject {
  return normalize(raw, fromRestOrder);
}

/** Reads an order in either shape. @throws `mapping_failed` when it is not an object */
export const readOrder = reader(fromRestOrder);
/** Reads a refund in either shape. @throws `mapping_failed` */
export const readRefund = reader(fromRestRefund);
/** Reads a fulfilment in either shape. @throws `mapping_failed` */
export const readFulfillment = reader(fromRestFulfillment);
/** Reads a customer in either shape. @throws `mapping_failed` */
export const readCustomer = reader(fromRestCustomer);
/** Reads a product in either shape. @throws `mapping_failed` */
export const readProduct = reader(fromRestProduct);
