import { getOwn, isJsonObject, type Json } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import { type Answer, readAnswer } from '../../kit/read-page.js';
import { remoteMessage } from '../../kit/remote-message.js';
import { readOrderId } from '../orders/identify.js';
import type { HttpSettings } from '../schema.js';

/** What an answer turned out to be. */
export type Shape = 'a list' | 'an object with a list' | 'one order' | 'nothing';

/** The orders of an answer: the text of each, and what else the answer says. */
export interface OrdersAnswer extends Answer {
  shape: Shape;
  items: string[];
}

/** What an answer is to: the first page of a listing, a later one, or the question for one order. */
export type Expected = 'first page' | 'later page' | 'one order';

const LISTS = ['orders', 'Orders'];
const FAULTS = ['error', 'errors', 'Error'];

function invalid(why: string): PipelineError {
  return new PipelineError('channel_page_invalid', `The system did not answer with orders: ${why}`);
}

/** What the answer calls an error; null where it has none. An empty one says that there was none. */
function faultOf(value: Json): Json {
  if (!isJsonObject(value)) return null;
  const faults = FAULTS.map((name) => getOwn(value, name) ?? null);
  const isFault = (fault: Json) =>
    typeof fault === 'object'
      ? fault !== null && Object.keys(fault).length > 0
      : fault !== '' && fault !== false && fault !== 0;
  return faults.find((fault) => fault !== null && isFault(fault)) ?? null;
}

function refuseFault(text: string, value: Json, sent: Record<string, string>): void {
  if (faultOf(value) === null) return;
  throw new PipelineError(
    'channel_refused',
    `The system answered with an error: ${remoteMessage(text, sent) ?? 'it does not say which'}`,
  );
}

function keysOf(value: Json): string {
  if (!isJsonObject(value)) return 'it is a single value';
  const keys = Object.keys(value)
    .slice(0, 8)
    .map((key) => key.slice(0, 40));
  return `it is an object with ${keys.join(', ')}`;
}

/** An answer without a list. An empty object says "no orders" at the beginning of a listing; where more was promised it says nothing. */
function readOther(
  text: string,
  answer: Answer,
  value: Json,
  settings: HttpSettings,
  expected: Expected,
): OrdersAnswer {
  const { itemsPath } = settings.resources.orders;
  const mayBeOne = itemsPath === undefined || expected === 'one order';
  if (mayBeOne && readOrderId(value, settings) !== null) return { ...answer, shape: 'one order', items: [text] };
  const isEmpty = isJsonObject(value) && Object.values(value).every((one) => one === null);
  if (isEmpty && expected !== 'later page') return { ...answer, shape: 'nothing', items: [] };
  const wanted =
    itemsPath === undefined ? 'neither a list, nor orders, nor the id of an order' : `no list at ${itemsPath}`;
  throw invalid(`it has ${wanted}; ${keysOf(value)}. Say in the setting itemsPath where the orders stand`);
}

/**
 * Reads the orders of an answer: a list, an object with a list, or one order. An empty one of these, and `{}` as a whole first page, is
 * no orders; everything else is an error, never "no orders". `sent` are the headers of the request, which no message repeats.
 * @throws `channel_page_invalid`; `channel_refused` for an error instead of orders
 */
export function readOrders(
  text: string,
  settings: HttpSettings,
  sent: Record<string, string>,
  expected: Expected,
): OrdersAnswer {
  const answer = readAnswer(text);
  const { itemsPath } = settings.resources.orders;
  const places = itemsPath === undefined ? [null, ...LISTS] : [itemsPath];
  for (const place of places) {
    const items = answer.elements(place);
    if (items === null) continue;
    if (items.length === 0 && place !== null) refuseFault(text, answer.read(null), sent);
    return { ...answer, shape: place === null ? 'a list' : 'an object with a list', items };
  }
  const value = answer.read(null);
  refuseFault(text, value, sent);
  return readOther(text, answer, value, settings, expected);
}
