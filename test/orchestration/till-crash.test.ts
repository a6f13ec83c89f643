import { PipelineError } from '../../src/model/errors.js';
import { closeDueSessions } from '../../src/orchestration/close-due-sessions.js';
import { closeSession } from '../../src/orchestration/close-session.js';
import { processQueueBlob } from '../../src/orchestration/process-queue-blob.js';
import { brokenBooks } from './broken-books.js';
import { type CallPoint, everyPoint, interrupted, mortal, processWithCrashes } from './crash.js';
import { createTillWorld, MAIN, sale, stockOf, tillProfile } from './till-world.js';
import { drain, post, type World } from './world.js';

const profile = tillProfile();
const later = (minute: number) => ({ updatedAt: `2026-11-20T09:0${minute}:00Z` });
const changed = sale('1', 3, 'Visa', later(2));
const batches = [
  [sale('1', 2), sale('2', 1, 'Visa'), sale('3', 5)],
  [changed, sale('2', 1, 'Visa', { status: 'cancelled', ...later(1) }), sale('3:REFUND', -2)],
];

async function receiveBatches(): Promise<World> {
  const world = await createTillWorld();
  for (const batch of batches) {
    world.clock.advance(1_000);
    await post(world, batch);
  }
  return world;
}

const closeNow = (world: World, ports = world.ports) => closeSession(ports, profile, { by: 'Ada', counted: null });

/** Closes whatever is open or was left half closed, until there is nothing more to count. */
async function closeAll(world: World): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    world.clock.advance(3 * 60_000);
    await closeDueSessions(world.ports);
    const register = (await world.ports.till.readRegister(MAIN))?.item;
    const pending = world.ports.till.settlements().some((one) => one.pending.length > 0);
    if (register?.open !== null || pending) {
      if (register?.open === null) await drainOne(world);
      await closeNow(world);
    }
  }
}

/** One more order, so that there is a session again: what a close has missed is counted by the next one. */
async function drainOne(world: World): Promise<void> {
  world.clock.advance(1_000);
  await post(world, [sale(`more-${world.clock.now().getTime()}`, 1)]);
  await drain(world);
}

async function expectWhole(world: World, point: unknown): Promise<void> {
  await closeAll(world);
  expect({ point, broken: brokenBooks(world), letters: world.ports.deadLetters.letters() }).toEqual({
    point,
    broken: [],
    letters: [],
  });
}

async function processPoints(): Promise<CallPoint[]> {
  const points = everyPoint(await processWithCrashes(await receiveBatches(), processQueueBlob, []));
  expect(points.length).toBeGreaterThan(60);
  return points;
}

async function closePoints(): Promise<CallPoint[]> {
  const world = await receiveBatches();
  await drain(world);
  const living = mortal(world.ports, null);
  await closeNow(world, living.ports);
  expect(living.calls()).toBeGreaterThan(12);
  return everyPoint(living.calls());
}

test('a process that dies before or after any call books everything once', async () => {
  for (const point of await processPoints()) {
    const world = await receiveBatches();
    await processWithCrashes(world, processQueueBlob, [point]);
    expect({ point, stock: stockOf(world) }).toEqual({ point, stock: { MUG: -6 } });
    await expectWhole(world, point);
  }
});

test('a session that is closed at any moment of the processing loses nothing and counts nothing twice', async () => {
  for (const point of await processPoints()) {
    const world = await receiveBatches();
    const ports = interrupted(world.ports, point, async () => {
      await closeNow(world).catch(ignoreNotOpen);
    });
    for (const name of world.ports.queue.names()) await processQueueBlob(ports, name);
    await expectWhole(world, point);
  }
});

test('a process that dies at any moment, and a close before it comes again, lose nothing and count nothing twice', async () => {
  for (const point of await processPoints()) {
    const world = await receiveBatches();
    const dying = mortal(world.ports, point);
    for (const name of world.ports.queue.names()) await processQueueBlob(dying.ports, name).catch(() => null);
    await closeNow(world).catch(ignoreNotOpen);
    await drain(world);
    await expectWhole(world, point);
  }
});

test('a close that dies at any moment is ended by the next one, and each entry is counted once', async () => {
  for (const point of await closePoints()) {
    const world = await receiveBatches();
    const [first] = world.ports.queue.names();
    await processQueueBlob(world.ports, first as string);
    const dying = mortal(world.ports, point);
    await closeNow(world, dying.ports).catch(() => null);
    await drain(world);
    await expectWhole(world, point);
  }
});

test('orders at any moment of a close go into the next session, and each entry is counted once', async () => {
  for (const point of await closePoints()) {
    const world = await receiveBatches();
    const [first] = world.ports.queue.names();
    await processQueueBlob(world.ports, first as string);
    await closeNow(
      world,
      interrupted(world.ports, point, () => drain(world)),
    );
    await expectWhole(world, point);
  }
});

test('a close that stands still while another one ends it counts nothing', async () => {
  for (const point of await closePoints()) {
    const world = await receiveBatches();
    const [first] = world.ports.queue.names();
    await processQueueBlob(world.ports, first as string);
    const meanwhile = async () => {
      await closeNow(world).catch(ignoreNotOpen);
      await drain(world);
    };
    await closeNow(world, interrupted(world.ports, point, meanwhile)).catch(ignoreNotOpen);
    await expectWhole(world, point);
  }
});

test('two closes that overtake each other at any moment count each entry once', async () => {
  const points = (await closePoints()).filter(({ when }) => when === 'after');
  for (const first of points) {
    for (const second of points) {
      const world = await receiveBatches();
      await drain(world);
      await closeOvertaken(world, first, second);
      await expectWhole(world, { first, second });
    }
  }
});

/** One close stands still at `first` while another one begins; that one stands still at `second` until the first has ended. */
async function closeOvertaken(world: World, first: CallPoint, second: CallPoint): Promise<void> {
  let other: Promise<unknown> = Promise.resolve();
  const one: Promise<unknown> = closeNow(
    world,
    interrupted(world.ports, first, () => {
      return new Promise((goOn) => {
        const waiting = async () => {
          goOn(undefined);
          await one;
        };
        other = closeNow(world, interrupted(world.ports, second, waiting)).catch(() => null);
        void other.then(goOn);
      });
    }),
  ).catch(() => null);
  await one;
  await other;
}

test('what the search for entries misses, as a replica may that lags behind, is counted by the next close', async () => {
  for (const missing of [0, 1, 2]) {
    for (const point of [null, ...(await closePoints())]) {
      const world = await receiveBatches();
      await drain(world);
      const { pendingSettlements } = world.ports.till;
      let asked = 0;
      const lagging = {
        ...world.ports,
        till: {
          ...world.ports.till,
          pendingSettlements: async (...query: Parameters<typeof pendingSettlements>) => {
            asked += 1;
            return (await pendingSettlements(...query)).filter((_one, at) => asked > 1 || at !== missing);
          },
        },
      };
      // The first close may die, and the one that ends it does not see all that the first has stamped.
      await closeNow(world, mortal(world.ports, point).ports).catch(() => null);
      await closeNow(world, lagging).catch(ignoreNotOpen);
      await expectWhole(world, { missing, point });
    }
  }
});

function ignoreNotOpen(error: unknown): void {
  if (!(error instanceof PipelineError && error.code === 'session_not_open')) throw error;
}
