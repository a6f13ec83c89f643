import type { Json } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import { parseJson } from '../../../model/json-text.js';
import type { ConnectionCheck } from '../../../ports/channel.js';
import { failed, ok, warning } from '../../kit/connection-check.js';
import type { OrdersAnswer } from '../listing/read-orders.js';
import { mapOrder } from '../orders/map-order.js';
import type { HttpSettings } from '../schema.js';
import { recogniseFields, someOf } from './recognised-fields.js';

const MOST_LOOKED_AT = 50;

function parseAll(texts: readonly string[]): Json[] {
  return texts.slice(0, MOST_LOOKED_AT).map((text) => {
    try {
      return parseJson(text);
    } catch {
      return null;
    }
  });
}

function checkFields(orders: readonly Json[], settings: HttpSettings): ConnectionCheck[] {
  const { recognised, unknown, missing } = recogniseFields(orders, settings);
  const name = 'fields';
  const read = recognised.length === 0 ? 'No field is recognised' : `Read are ${someOf(recognised, 40)}`;
  const kept = unknown.length === 0 ? '' : `; only kept with the raw payload: ${someOf(unknown)}`;
  if (missing.length === 0) return [ok(name, read + kept)];
  const advice = `No order has ${missing.join(', ')}. Say in the setting fields where they stand, such as {"${missing[0]}": "path.in.the.order"}`;
  return [ok(name, read + kept), failed('missing fields', advice)];
}

function explain(error: unknown): string {
  return error instanceof PipelineError ? `${error.code}: ${error.message}` : 'it fails for an unknown reason';
}

function checkMapping(orders: readonly Json[], settings: HttpSettings): ConnectionCheck {
  const name = 'mapping';
  const faults: string[] = [];
  const warnings: string[] = [];
  for (const order of orders) {
    try {
      warnings.push(...mapOrder(order, settings).warnings.map(({ code, message }) => `${code}: ${message}`));
    } catch (error) {
      faults.push(explain(error));
    }
  }
  const of = `of ${orders.length} orders`;
  if (faults.length > 0) return failed(name, `${faults.length} ${of} cannot be mapped. The first: ${faults[0]}`);
  if (warnings.length > 0)
    return warning(name, `${warnings.length} warnings in ${orders.length} orders. The first: ${warnings[0]}`);
  return ok(name, `All ${of} that were looked at can be mapped`);
}

/** What an answer of the system holds: its shape, how many orders, which of their fields are read, and whether they can be mapped. */
export function checkOrders({ shape, items }: OrdersAnswer, settings: HttpSettings): ConnectionCheck[] {
  const shapes = {
    'a list': 'a list of orders',
    'one order': 'one order',
    nothing: 'an empty object, which is no orders',
  };
  const described = shape === 'an object with a list' ? 'an object with a list of orders' : shapes[shape];
  if (items.length === 0) {
    return [
      warning(
        'orders',
        `The system answers with ${described}, and there is none in it: whether they can be read shows when one is there`,
      ),
    ];
  }
  const orders = parseAll(items);
  return [
    ok('orders', `The system answers with ${described}; there are ${items.length} on the first page`),
    ...checkFields(orders, settings),
    checkMapping(orders, settings),
  ];
}
