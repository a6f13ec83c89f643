import { answerRequest } from '../../../src/orchestration/privacy/answer-request.js';
import { requestPrivacy } from '../../../src/orchestration/privacy/request-privacy.js';
import { everyPoint, interrupted, mortal } from '../crash.js';
import { drain, type World, withoutStore } from '../world.js';
import { arrive, ask, EMAIL, fillWorld, markersIn, order2, orderOf, toTheEnd } from './private-world.js';

const BUSY_MS = 11 * 60_000;
const kinds = ['erase-person', 'erase-shop'] as const;

/** The person in every place: stored, cached, dead-lettered, parked, and in a queue blob beside somebody else. */
async function prepare(kind: (typeof kinds)[number]): Promise<{ world: World; name: string }> {
  const world = await fillWorld();
  await arrive(world, 'order', orderOf('P', { id: '42' }));
  await drain(world, withoutStore(world).ports);
  await arrive(world, 'order', { body: { id: 'X' }, broken: EMAIL });
  await drain(world);
  await arrive(world, 'order', orderOf('D', { id: '42', email: EMAIL }), order2);
  const subject = kind === 'erase-shop' ? { customerIds: [], emails: [], orderIds: [] } : ask(world).subject;
  return { world, name: await requestPrivacy(world.ports, ask(world, { kind, subject })) };
}

/** What is wrong with the world when everything has ended. */
async function brokenAfter(world: World, kind: (typeof kinds)[number]): Promise<string[]> {
  await drain(world);
  const receipt = await toTheEnd(world);
  await drain(world);
  const { events, queue, store, deadLetters } = world.ports;
  const ids = events.events().map(({ id }) => id);
  const other = store.items().find(({ remoteId }) => remoteId === 'F');
  return [
    ...(await markersIn(world)).map((marker) => `${marker} is still there`),
    ...(receipt?.state === 'done' ? [] : ['the receipt does not end']),
    ...(queue.names().length === 0 ? [] : ['a queue blob is left']),
    ...(deadLetters.letters().length === 0 ? [] : ['a dead letter is left']),
    ...(new Set(ids).size === ids.length ? [] : ['two events of one record']),
    // A: twice, B, C, S, the account, P, X, D, F.
    ...(ids.length === 10 ? [] : [`${ids.length} events`]),
    ...(kind === 'erase-shop' || other?.record.note === 'mine' ? [] : ['somebody else was lost']),
  ];
}

describe.each(kinds)('%s', (kind) => {
  // A crash before a call leaves the world as a crash after the call before it does.
  test('a crash after any call of a pass loses nothing and leaves nobody behind', async () => {
    const { world, name } = await prepare(kind);
    const counted = mortal(world.ports, null);
    await answerRequest(counted.ports, name);
    const points = everyPoint(counted.calls()).filter(({ when }) => when === 'after');
    expect(points.length).toBeGreaterThan(50);
    for (const point of points) {
      const { world: fresh, name: request } = await prepare(kind);
      await answerRequest(mortal(fresh.ports, point).ports, request).catch(() => {});
      fresh.clock.advance(BUSY_MS);
      expect({ point, broken: await brokenAfter(fresh, kind) }).toEqual({ point, broken: [] });
    }
  }, 60_000);

  test('records that are processed in the middle of any call of a pass are met all the same', async () => {
    const { world, name } = await prepare(kind);
    const counted = mortal(world.ports, null);
    await answerRequest(counted.ports, name);
    for (const point of everyPoint(counted.calls()).filter(({ when }) => when === 'before')) {
      const { world: fresh, name: request } = await prepare(kind);
      await answerRequest(
        interrupted(fresh.ports, point, () => drain(fresh)),
        request,
      );
      expect({ point, broken: await brokenAfter(fresh, kind) }).toEqual({ point, broken: [] });
    }
  }, 60_000);
});
