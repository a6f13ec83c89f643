import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  sendTrackingUpdate,
  signWebhook,
  type TrackingNews,
} from '../../../../src/local/sandbox/magento/send-webhook.js';

const AT = new Date('2026-11-20T10:00:00.900Z');
const NEWS: TrackingNews = {
  orderNumber: '000000123',
  trackingNumber: '1Z999AA10123456784',
  carrier: 'ups',
  status: 'in_transit',
  deliveredAt: null,
};

let server: Server;
let received: { headers: IncomingHttpHeaders; body: string; method: string | undefined }[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    received.push({ headers: request.headers, body, method: request.method });
    response.writeHead(202).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  received = [];
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function send(news: Partial<TrackingNews>): Promise<number> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return sendTrackingUpdate({ ...NEWS, ...news }, { url, secret: 'whsec', now: () => AT });
}

test('the signature is over the second and the body as it is sent', () => {
  // Made with: printf '1795168800.{"a":1}' | openssl dgst -sha256 -hmac whsec
  expect(signWebhook('{"a":1}', 'whsec', AT)).toBe(
    't=1795168800,v1=a4cdafdf74654f5a8c465d36904da9824d1b43d3a92d81195c79c50459cda9b8',
  );
});

test('an update is posted once, signed', async () => {
  expect(await send({})).toBe(202);
  expect(received).toHaveLength(1);
  const [{ headers, body, method } = { headers: {}, body: '', method: '' }] = received;
  expect([method, headers['content-type']]).toEqual(['POST', 'application/json']);
  expect(headers['x-tributary-signature']).toBe(signWebhook(body, 'whsec', AT));
  expect(JSON.parse(body)).toEqual({
    event: 'shipment.track.update',
    order_id: '000000123',
    tracking_number: '1Z999AA10123456784',
    carrier: 'ups',
    status: 'in_transit',
  });
});

test('a delivery says when', async () => {
  await send({ status: 'delivered', deliveredAt: '2026-11-20T09:59:00Z' });
  expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
    status: 'delivered',
    delivered_at: '2026-11-20T09:59:00Z',
  });
});

test('nobody there is an error', async () => {
  const nowhere = { url: 'http://127.0.0.1:1/hook', secret: 'x', now: () => AT };
  await expect(sendTrackingUpdate(NEWS, nowhere)).rejects.toThrow();
});
