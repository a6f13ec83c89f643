import { whileRenewing } from '../../src/orchestration/while-renewing.js';
import { createManualClock } from '../doubles/manual-clock.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

function setUp(renew: () => Promise<void> = async () => {}) {
  const clock = createManualClock();
  const renewedAt: number[] = [];
  const startedAt = clock.now().getTime();
  const held = {
    async renew() {
      renewedAt.push((clock.now().getTime() - startedAt) / 1_000);
      await renew();
    },
  };
  const pass = async (seconds: number) => {
    for (let passed = 0; passed < seconds; passed += 5) {
      clock.advance(5_000);
      await turn();
    }
  };
  return { clock, held, renewedAt, pass };
}

test('a lease is renewed every 20 s while the work takes, and not after', async () => {
  const { clock, held, renewedAt, pass } = setUp();
  const result = await whileRenewing(held, clock, async () => {
    await pass(70);
    return 'done';
  });
  expect(result).toBe('done');
  await pass(60);
  expect(renewedAt).toEqual([20, 40, 60]);
});

test('work that fails is the end of the renewals too', async () => {
  const { clock, held, renewedAt, pass } = setUp();
  await expect(whileRenewing(held, clock, () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  await pass(60);
  expect(renewedAt).toEqual([]);
});

test('a renewal that fails is tried again, and the work goes on', async () => {
  const { clock, held, renewedAt, pass } = setUp(() => Promise.reject(new Error('no answer')));
  await whileRenewing(held, clock, () => pass(45));
  expect(renewedAt).toEqual([20, 40]);
});
