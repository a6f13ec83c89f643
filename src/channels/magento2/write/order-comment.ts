import { getOwn, isJsonObject, type Json } from '../../../diff/json.js';
import { PipelineError } from '../../../model/errors.js';
import { parseJson } from '../../../model/json-text.js';
import type { CanonicalRecord } from '../../../model/record.js';
import type { ChannelWriter } from '../../../ports/channel.js';
import { type MagentoContext, readOne, send } from '../client.js';
import { endpoints } from '../endpoints.js';
import { toEntityId } from '../identify.js';
import { restUrl } from '../rest-url.js';
import type { MagentoSettings } from '../schema.js';
import { toNumber, writeBody } from './lossless-body.js';

function serializeNote({ note }: CanonicalRecord): Json {
  const comment = typeof note === 'string' ? note.trim() : '';
  return { statusHistory: { comment, is_customer_notified: 0, is_visible_on_front: 0 } };
}

function commentOf(payload: Json): string {
  const history = isJsonObject(payload) ? getOwn(payload, 'statusHistory') : null;
  const comment = isJsonObject(history) ? getOwn(history, 'comment') : null;
  return typeof comment === 'string' ? comment : '';
}

function comments(raw: string): string[] {
  const order = parseJson(raw);
  const fields = isJsonObject(order) ? order : {};
  const histories = getOwn(fields, 'status_histories');
  const entries = (Array.isArray(histories) ? histories : []).filter(isJsonObject).map((one) => getOwn(one, 'comment'));
  return [...entries, getOwn(fields, 'customer_note')]
    .filter((text) => typeof text === 'string')
    .map((text) => text.trim());
}

// The status is left as it is: a comment that names one which the order has left meanwhile would be refused.
async function addComment(context: MagentoContext, remoteId: string, payload: Json): Promise<void> {
  const comment = commentOf(payload);
  if (comment === '') return;
  const id = toEntityId(remoteId);
  const order = id === null ? null : await readOne(context, `${endpoints.orders.one}/${id}`, endpoints.orders);
  if (id === null || order === null) throw new PipelineError('channel_refused', `The shop has no order ${remoteId}`);
  if (comments(order.raw).includes(comment)) return;
  const statusHistory = { comment, parent_id: toNumber(id, '/id'), is_customer_notified: 0, is_visible_on_front: 0 };
  const url = restUrl(context.settings, `orders/${id}/comments`);
  await send(context, { method: 'POST', url, body: writeBody({ statusHistory }) });
}

/** Writes the note of an order as a comment that the customer does not see; one that the order has already is not added again. */
export const orderCommentWriter: ChannelWriter<MagentoSettings> = {
  serialize: serializeNote,
  async create() {
    throw new PipelineError('channel_refused', 'Magento orders are not created here');
  },
  update: addComment,
};
