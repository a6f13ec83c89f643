import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import { PipelineError } from '../../model/errors.js';
import { openWebhooks, receiveWebhook, type WebhookPorts } from '../../orchestration/receive-webhook.js';
import { respond, SAFE_HEADERS } from './respond.js';
import { readDelivery } from './webhook-delivery.js';

const MAX_LOGGED = 64;

/**
 * Takes a webhook of a sales channel: 202 with what was taken, or what the channel wants answered. The channel's signature is the
 * only credential. Where no webhooks are taken, whatever the reason, the answer is one 404. Touches blob storage only.
 */
export async function answerWebhook(
  ports: WebhookPorts,
  request: HttpRequest,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const id = request.params.profileId ?? '';
  const found = await openWebhooks(ports, id);
  if (found.open === null) {
    context.warn(JSON.stringify({ kind: 'webhook-closed', profileId: id.slice(0, MAX_LOGGED), why: found.why }));
    throw new PipelineError('webhooks_unsupported', 'No webhooks are taken at this address');
  }
  const { accepted, duplicate, reply } = await receiveWebhook(ports, found.open, await readDelivery(request));
  context.log(JSON.stringify({ kind: 'webhook', profileId: id, ...accepted, duplicate }));
  if (reply === null) return respond(202, { accepted, duplicate });
  return { status: reply.status, headers: { ...SAFE_HEADERS, 'Content-Type': reply.contentType }, body: reply.body };
}
