import type { HttpRequest } from '@azure/functions';
import type { WebhookDelivery } from '../../ports/channel.js';
import { MAX_BODY_BYTES } from './read-body.js';
import { readBytes } from './read-bytes.js';

/**
 * A request as the channel checks it: nothing of it decoded, since the signature is over the bytes. Of a query parameter that stands
 * twice the last one counts.
 * @throws `body_too_large`
 */
export async function readDelivery(request: HttpRequest): Promise<WebhookDelivery> {
  return {
    method: request.method === 'GET' ? 'GET' : 'POST',
    headers: Object.fromEntries(request.headers),
    query: Object.fromEntries(request.query),
    body: await readBytes(request, MAX_BODY_BYTES),
  };
}
