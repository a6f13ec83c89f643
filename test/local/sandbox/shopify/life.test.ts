import type { Schedule } from '../../../../src/local/sandbox/kit/life.js';
import { startLife } from '../../../../src/local/sandbox/shopify/life.js';
import { createHandClock, createTestShop } from './sandbox-shop.js';

test('a shop that lives places orders and changes earlier ones, one thing a beat, and nothing once it is stopped', () => {
  const shop = createTestShop(createHandClock(), 20);
  const beats: (() => void)[] = [];
  const schedule: Schedule = (run) => {
    beats.push(run);
    return () => undefined;
  };
  const life = startLife({ shop, everyMs: 1000, schedule });
  for (let beat = 0; beat < 9; beat += 1) beats[beat]?.();
  expect([shop.revision(), shop.orders().length]).toEqual([9, 23]);
  life.stop();
  for (const beat of beats) beat();
  expect(shop.revision()).toBe(9);
});

test('a long life leaves the books in order', () => {
  const clock = createHandClock();
  const shop = createTestShop(clock, 30);
  for (let beat = 0; beat < 400; beat += 1) {
    clock.advance(1_500);
    if (beat % 4 === 0) shop.place();
    else shop.change();
  }
  for (const order of shop.orders()) {
    const { currentTotal, received, refunded } = shop.figures(order);
    expect(currentTotal.presentment).toBeGreaterThanOrEqual(0);
    expect(refunded.presentment).toBeLessThanOrEqual(received.presentment);
    expect(order.updatedAtMs).toBeLessThanOrEqual(clock.now().getTime());
  }
});
