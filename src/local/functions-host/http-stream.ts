import { type IncomingMessage, request as openRequest, type ServerResponse } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MAX_BODY_BYTES } from './http-request.js';

const INVOCATION_ID = 'x-ms-invocation-id';

/**
 * Forwards a request to the app's own server, where the programming model takes it up under its invocation id, and its answer back.
 * Aborting the signal gives up; rejects when the connection breaks or the body is larger than the platform's limit.
 */
export async function forward(
  from: IncomingMessage,
  to: ServerResponse,
  { httpUri, invocationId, signal }: { httpUri: string; invocationId: string; signal: AbortSignal },
): Promise<void> {
  const outgoing = openRequest(new URL(from.url ?? '/', httpUri), {
    method: from.method,
    signal,
    headers: {
      ...from.headers,
      [INVOCATION_ID]: invocationId,
      'x-forwarded-host': from.headers.host ?? 'localhost',
      'x-forwarded-proto': 'http',
    },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject);
  });
  const sent = pipeline(from, limitBytes(), outgoing, { end: true });
  // An answer may come before the body is read to its end, and then counts; without one the failure to send is what happened.
  const answer = await Promise.race([answered, sent.then(() => answered)]);
  const { [INVOCATION_ID]: _, ...headers } = answer.headers;
  to.writeHead(answer.statusCode ?? 500, headers);
  sent.catch(() => {});
  await pipeline(answer, to);
}

function limitBytes(): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) done(new Error('the request body is too large'));
      else done(null, chunk);
    },
  });
}
