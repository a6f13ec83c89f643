import { startLife } from '../../../../src/local/sandbox/shopware/life.js';
import { createHandClock, createTestShop } from './sandbox-shop.js';

test('a living shop places every third beat, changes what it has, and rests once it is stopped', () => {
  const clock = createHandClock();
  const shop = createTestShop(clock, 20);
  let next: (() => void) | null = null;
  const heard: string[] = [];
  shop.onChange(({ entity, operation }) => heard.push(`${entity} ${operation}`));
  const life = startLife({
    shop,
    everyMs: 1_000,
    schedule: (run) => {
      next = run;
      return () => {
        next = null;
      };
    },
  });
  for (let beat = 0; beat < 48; beat += 1) {
    clock.advance(1_000);
    (next as unknown as () => void)();
  }
  expect(shop.orders()).toHaveLength(36);
  expect(heard.filter((what) => what === 'product update')).toHaveLength(2);
  expect(heard.filter((what) => what === 'customer update')).toHaveLength(2);
  expect(heard).toHaveLength(48);
  life.stop();
  expect(next).toBeNull();
});
