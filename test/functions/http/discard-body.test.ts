import type { HttpRequest } from '@azure/functions';
import { discardBody } from '../../../src/functions/http/discard-body.js';
import { readBytes } from '../../../src/functions/http/read-bytes.js';
import { withProblems } from '../../../src/functions/http/with-problems.js';
import { createContext } from '../test-request.js';

/** A request whose body counts what is taken from it; `fault` ends it as a connection that breaks. */
function streamed(chunks: number, fault?: Error) {
  const seen = { taken: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        seen.taken += 1;
        if (seen.taken > chunks) fault === undefined ? controller.close() : controller.error(fault);
        else controller.enqueue(new Uint8Array(1_000));
      },
      cancel() {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { seen, request: { headers: new Headers(), body } as unknown as HttpRequest };
}

test('a refused request is read to its end before it is answered, so that its connection can be used again', async () => {
  const { seen, request } = streamed(50);
  const refuse = withProblems(async (one) => ({ status: 200, body: (await readBytes(one, 2_500)) as Uint8Array }));
  expect(await refuse(request, createContext())).toMatchObject({ status: 413 });
  expect(seen).toEqual({ taken: 51, cancelled: false });
});

test('one that nobody began to read is, too', async () => {
  const { seen, request } = streamed(50);
  await withProblems(async () => Promise.reject(new Error('no')))(request, createContext());
  expect(seen.taken).toBe(51);
});

test('a sender who goes away, and a request without a body, are nothing to report', async () => {
  await discardBody(streamed(3, new Error('aborted')).request);
  await discardBody({ body: null });
});
