import type { Schedule } from '../../../../src/local/sandbox/kit/life.js';
import { startLife } from '../../../../src/local/sandbox/magento/life.js';
import { createHandClock, createTestShop } from './sandbox-shop.js';

/** A timer that runs only when told to. */
function createHandTimer(): { schedule: Schedule; waiting: () => number; run: () => void } {
  let jobs: (() => void)[] = [];
  return {
    schedule: (job) => {
      jobs.push(job);
      return () => {
        jobs = jobs.filter((one) => one !== job);
      };
    },
    waiting: () => jobs.length,
    run: () => {
      for (const job of jobs.splice(0)) job();
    },
  };
}

test('a shop that lives places orders and changes earlier ones, one thing a beat', () => {
  const shop = createTestShop(createHandClock(), 20);
  const timer = createHandTimer();
  startLife({ shop, everyMs: 1000, schedule: timer.schedule });
  for (let beat = 0; beat < 9; beat += 1) timer.run();
  expect(shop.revision()).toBe(9);
  expect(shop.orders()).toHaveLength(23);
});

test('a shop that was stopped does nothing any more, even on a beat that was already under way', () => {
  const shop = createTestShop(createHandClock(), 20);
  const timer = createHandTimer();
  const late: (() => void)[] = [];
  const life = startLife({
    shop,
    everyMs: 1000,
    schedule: (run, afterMs) => {
      late.push(run);
      return timer.schedule(run, afterMs);
    },
  });
  timer.run();
  life.stop();
  expect(timer.waiting()).toBe(0);
  for (const run of [...late]) run();
  expect(shop.revision()).toBe(1);
});

test('a shop that lives tells of its parcels: every one in transit before it is delivered', () => {
  const clock = createHandClock();
  const shop = createTestShop(clock, 20);
  const timer = createHandTimer();
  const told: string[] = [];
  const tracks = new Set<string>();
  shop.onChange(({ shipment }) => {
    for (const track of shipment?.tracks ?? []) tracks.add(String(track.track_number));
  });
  const onParcel = (news: { trackingNumber: string; status: string }) =>
    told.push(`${news.trackingNumber} ${news.status}`);
  const life = startLife({ shop, everyMs: 1000, schedule: timer.schedule, onParcel });
  for (let beat = 0; beat < 200; beat += 1) {
    clock.advance(1_000);
    timer.run();
  }
  life.stop();
  const delivered = told.filter((line) => line.endsWith(' delivered'));
  expect(delivered.length).toBeGreaterThan(5);
  for (const line of delivered) {
    const number = line.replace(' delivered', '');
    expect([tracks.has(number), told.indexOf(`${number} in_transit`) < told.indexOf(line)]).toEqual([true, true]);
    expect(told).toContain(`${number} in_transit`);
  }
  expect(new Set(told).size).toBe(told.length);
});

test('a shop that lives changes products and customers, too', () => {
  const clock = createHandClock();
  const shop = createTestShop(clock, 5);
  const before = { customers: shop.customers(), products: shop.products() };
  const timer = createHandTimer();
  startLife({ shop, everyMs: 1000, schedule: timer.schedule });
  clock.advance(1_000);
  for (let beat = 0; beat < 24; beat += 1) timer.run();
  expect(shop.products().filter((one, at) => one !== before.products[at])).toHaveLength(1);
  expect(shop.customers().filter((one, at) => one !== before.customers[at])).toHaveLength(1);
});

test('an empty shop comes to life with an order', () => {
  const shop = createTestShop(createHandClock(), 0);
  const timer = createHandTimer();
  startLife({ shop, everyMs: 1000, schedule: timer.schedule });
  timer.run();
  timer.run();
  expect(shop.orders()).toHaveLength(1);
  expect(shop.revision()).toBe(2);
});
