import type { HttpRequest } from '@azure/functions';

/**
 * Reads what is left of a body and forgets it. Bodies are streamed: one that is left unread holds up the connection that it comes over,
 * and the next request with it. A sender who goes away meanwhile is nothing to report.
 */
export async function discardBody({ body }: Pick<HttpRequest, 'body'>): Promise<void> {
  if (body === null || body.locked) return;
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; ) part = await reader.read();
  } catch {
    // Whoever sent it is gone.
  } finally {
    reader.releaseLock();
  }
}
