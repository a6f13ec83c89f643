import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { closeSession } from '../../src/functions/close-session.js';
import { closeSessions } from '../../src/functions/close-sessions.js';
import { getOrder } from '../../src/functions/get-order.js';
import { getSession } from '../../src/functions/get-session.js';
import { getStock } from '../../src/functions/get-stock.js';
import { withProblems } from '../../src/functions/http/with-problems.js';
import { listSessions } from '../../src/functions/list-sessions.js';
import { openSession } from '../../src/functions/open-session.js';
import { recordKey } from '../../src/model/record-key.js';
import { createTillWorld, sale } from '../orchestration/till-world.js';
import { apiProfile, send, type World } from '../orchestration/world.js';
import { bearer, bodyOf, createContext, getRequest, postRequest, token } from './test-request.js';

type Ports = World['ports'] & { settings: { token: typeof token } };
type Handler = (
  ports: Ports,
  request: HttpRequest,
  context: ReturnType<typeof createContext>,
) => Promise<HttpResponseInit>;
interface Asked {
  as?: string;
  admin?: boolean;
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
}

async function openShop() {
  const world = await createTillWorld();
  await world.ports.profiles.put(apiProfile({ id: 'shop-b' }));
  const ports = { ...world.ports, settings: { token } };
  const ask = async (handler: Handler, { as = 'shop-a', admin = false, body, ...parts }: Asked = {}) => {
    const context = createContext();
    const headers = await bearer(as, admin);
    const given = { params: { id: 'shop-a' }, ...parts };
    const request =
      body === undefined
        ? getRequest({ headers, ...given })
        : postRequest({
            headers: { ...headers, 'content-type': 'application/json' },
            ...given,
            body: JSON.stringify(body),
          });
    const answer = await withProblems((one) => handler(ports, one, context))(request, context);
    return { status: answer.status, body: bodyOf(answer), lines: context.lines };
  };
  return { world, ask };
}

describe('a till by the interface', () => {
  test('is opened, sells, is closed with a count, and is looked at', async () => {
    const { world, ask } = await openShop();
    const opened = await ask(openSession, { body: { openingCash: '100' } });
    expect(opened).toMatchObject({ status: 201, body: { number: 1, openingCash: '100.00', opened: true, queued: 0 } });
    expect(await ask(openSession, { body: {} })).toMatchObject({ status: 200, body: { number: 1, opened: false } });
    await send(world, sale('1', 2), sale('2', 1, 'Visa'));
    const open = await ask(listSessions);
    expect(open.body.items).toMatchObject([{ number: 1, status: 'open', orders: 2, cash: { expected: '120.00' } }]);
    const closed = await ask(closeSession, { body: { counted: '119.50' } });
    expect(closed).toMatchObject({ status: 200, body: { number: 1, status: 'closed', cash: { difference: '-0.50' } } });
    expect(closed.body).not.toHaveProperty('attempt');
    expect(closed.lines.map((line) => JSON.parse(line))).toEqual([
      { kind: 'session-closed', profileId: 'shop-a', number: 1 },
    ]);
    expect(await ask(closeSession, { body: { counted: '1', number: 1 } })).toMatchObject({ body: closed.body });
    const shown = await ask(getSession, { params: { id: 'shop-a', number: '1' } });
    expect(shown).toMatchObject({ status: 200, body: closed.body });
    const stock = { sku: 'MUG', quantity: '-3', countedAt: null };
    expect((await ask(getStock, { query: { sku: 'MUG' } })).body).toEqual({ items: [stock] });
    expect((await ask(getStock)).body).toEqual({ items: [stock] });
    expect((await ask(getStock, { query: { sku: 'NONE' } })).body.items).toMatchObject([{ quantity: '0' }]);
  });

  test('shows with an order what was booked of it', async () => {
    const { world, ask } = await openShop();
    await send(world, sale('1', 2));
    const params = { id: recordKey('shop-a', 'order', '1') };
    const { body } = await ask(getOrder, { params });
    expect(body.settlement).toMatchObject({
      paymentStatus: 'paid',
      entries: [
        { session: 1, counted: false, payments: [{ methodId: 'cash', amount: '20.00' }], stock: [{ sku: 'MUG' }] },
      ],
    });
    await ask(closeSession, { body: {} });
    expect((await ask(getOrder, { params })).body.settlement.entries).toMatchObject([{ session: 1, counted: true }]);
  });

  test('is closed by the timer at the end of its day', async () => {
    const { world } = await openShop();
    await send(world, sale('1', 2));
    world.clock.advance(24 * 3_600_000);
    const context = createContext();
    await closeSessions(world.ports, context);
    expect(context.lines).toEqual([JSON.stringify({ kind: 'sessions', closed: 1 })]);
  });

  test('is closed and opened without a body, too', async () => {
    const { ask } = await openShop();
    expect(await ask(openSession)).toMatchObject({ status: 201 });
    expect(await ask(closeSession)).toMatchObject({ status: 200, body: { cash: { counted: null } } });
  });

  test.each<[string, Handler, Asked, number, string]>([
    ['the till of another profile', listSessions, { as: 'shop-b' }, 404, 'not_found'],
    [
      'a session of another profile',
      getSession,
      { as: 'shop-b', params: { id: 'shop-a', number: '1' } },
      404,
      'not_found',
    ],
    ['opening for another profile', openSession, { as: 'shop-b', body: {} }, 404, 'not_found'],
    ['closing for another profile', closeSession, { as: 'shop-b', body: {} }, 404, 'not_found'],
    ['the stock of another profile', getStock, { query: { profileId: 'shop-b' } }, 404, 'not_found'],
    ['a profile that is not there', listSessions, { admin: true, params: { id: 'nobody' } }, 404, 'not_found'],
    ['a profile without a till', listSessions, { admin: true, params: { id: 'shop-b' } }, 404, 'till_unknown'],
    ['a session that never was', getSession, { params: { id: 'shop-a', number: '7' } }, 404, 'not_found'],
    ['a session that is no number', getSession, { params: { id: 'shop-a', number: '../1' } }, 404, 'not_found'],
    ['a close without an open session', closeSession, { body: {} }, 409, 'session_not_open'],
    ['a close of what never was', closeSession, { body: { number: 7 } }, 404, 'not_found'],
    ['a count that is no amount', closeSession, { body: { counted: '12,50' } }, 400, 'parameter_invalid'],
    ['a field that is not known', closeSession, { body: { cash: '12.50' } }, 400, 'parameter_invalid'],
    ['a body that is no object', openSession, { body: [1] }, 400, 'parameter_invalid'],
    ['a limit beyond bounds', listSessions, { query: { limit: '201' } }, 400, 'parameter_invalid'],
    ['a continuation that was never given', listSessions, { query: { continuation: 'x' } }, 400, 'parameter_invalid'],
    ['a parameter that is not known', getStock, { query: { skus: 'MUG' } }, 400, 'parameter_invalid'],
    ['the stock of nobody', getStock, { admin: true }, 400, 'parameter_invalid'],
  ])('answers %s by its code', async (_what, handler, asked, status, code) => {
    const { ask } = await openShop();
    expect(await ask(handler, asked)).toMatchObject({ status, body: { code } });
  });

  test('takes no body without a content type, as it may hold the count', async () => {
    const { world } = await openShop();
    const ports = { ...world.ports, settings: { token } };
    const request = postRequest({ headers: await bearer('shop-a'), params: { id: 'shop-a' }, body: '{"counted":"1"}' });
    const context = createContext();
    const answer = await withProblems((one) => closeSession(ports, one, context))(request, context);
    expect([answer.status, bodyOf(answer).code]).toEqual([415, 'content_type_unsupported']);
  });

  test('belongs to an administrator as well', async () => {
    const { ask } = await openShop();
    expect(await ask(openSession, { as: 'ops', admin: true, body: {} })).toMatchObject({ body: { openedBy: 'ops' } });
    expect(await ask(getStock, { admin: true, query: { profileId: 'shop-a' } })).toMatchObject({ status: 200 });
  });
});
