import { app } from '@azure/functions';
import { untilReleased } from '../gate.js';

if (process.env.FIXTURE_STREAM) app.setup({ enableHttpStream: true });

async function echo(request, context) {
  const body = request.body === null ? null : await request.text();
  const { method, url, params } = request;
  const query = Object.fromEntries(request.query);
  return {
    jsonBody: { function: context.functionName, method, url, params, query, from: request.headers.get('x-from'), body },
  };
}

app.http('echo', { route: 'echo/{id:int}/{part?}', methods: ['GET', 'POST', 'PUT'], handler: echo });
app.http('newest-item', { route: 'items/newest', methods: ['GET'], handler: echo });
app.http('item', { route: 'items/{id}', methods: ['GET', 'DELETE'], handler: echo });
app.http('items', { route: 'items', methods: ['GET', 'POST'], handler: echo });
app.http('file', { route: 'files/{*path}', methods: ['GET'], handler: echo });
app.http('default-route', { handler: echo });

app.post('bytes', async (request) => ({
  body: new Uint8Array(await request.arrayBuffer()),
  headers: { 'content-type': 'application/x-bytes' },
}));
app.post('size', async (request) => ({ body: String((await request.arrayBuffer()).byteLength) }));
app.get('streamed', () => ({ body: new Blob(['one ', 'two']).stream(), status: 201 }));
app.get('cookies', () => ({
  status: 202,
  headers: { 'x-kept': 'yes', etag: '"7"' },
  cookies: [
    { name: 'a', value: 'b c', path: '/', maxAge: 60, httpOnly: true, secure: true, sameSite: 'Lax' },
    { name: 'd', value: 'e', expires: new Date(1_000_000) },
  ],
}));
app.get('no-content', () => ({ status: 204 }));
app.get('nothing', () => undefined);
app.get('throws', () => {
  throw new Error('thrown on purpose');
});
app.get('not-an-object', () => 'text');
app.get('slow', async (_request, context) => {
  context.log('slow started');
  await untilReleased();
  return { body: 'x'.repeat(1_000_000) };
});
app.get('background-failure', () => {
  setImmediate(() => Promise.reject(new Error('nobody awaits this')));
  return { body: 'answered' };
});
