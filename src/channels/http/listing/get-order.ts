import { PipelineError } from '../../../model/errors.js';
import { parseJson } from '../../../model/json-text.js';
import type { RawRecord } from '../../../ports/channel.js';
import { ask, requestHeaders, urlOf } from '../ask.js';
import type { HttpContext } from '../http-context.js';
import { toOrderId } from '../orders/identify.js';
import { identifyAt } from './list-orders.js';
import { readOrders } from './read-orders.js';

/**
 * Reads one order by its id; null when the system has none. What answers with a list must answer with one of one order.
 * @throws `parameter_invalid` where the settings do not say how; `channel_page_invalid` for another order, and what `ChannelHttp` throws
 */
export async function getOrder(context: HttpContext, id: string): Promise<RawRecord | null> {
  const { settings } = context;
  const { one } = settings.resources.orders;
  if (one === undefined) {
    const message = 'The settings do not say how one order is read; give resources.orders.one, such as orders/{id}';
    throw new PipelineError('parameter_invalid', message, { path: 'settings.resources.orders.one' });
  }
  const orderId = toOrderId(id);
  // As a step of an address these lead elsewhere, however they are encoded.
  if (orderId === '.' || orderId === '..') return null;
  const path = one.replaceAll('{id}', () => encodeURIComponent(orderId));
  const answer = await ask(context, urlOf(context, path).href, [404]);
  if (answer.status === 404) return null;
  const { items } = readOrders(answer.text, settings, requestHeaders(context), 'one order');
  const [raw, ...others] = items;
  if (raw === undefined) return null;
  const identity = others.length > 0 ? null : identifyAt(settings, answer.askedAt)(parseJson(raw));
  if (identity !== null && toOrderId(identity.recordId) === orderId) return { raw, ...identity };
  throw new PipelineError(
    'channel_page_invalid',
    `The system did not answer with the order ${orderId.slice(0, 100)} alone`,
  );
}
