import { createRateLimits } from '../../../src/channels/kit/rate-limits.js';
import { createTokenBucket, type TokenBucket } from '../../../src/channels/kit/token-bucket.js';

/** A clock whose sleepers wake when it is moved on, in the order of their time. */
function createSteppedClock() {
  let nowMs = 1_000_000;
  let sleepers: { atMs: number; wake: () => void }[] = [];
  return {
    now: () => new Date(nowMs),
    sleep: (ms: number) => new Promise<void>((wake) => void sleepers.push({ atMs: nowMs + ms, wake })),
    async moveOn(ms: number) {
      nowMs += ms;
      const due = sleepers.filter(({ atMs }) => atMs <= nowMs).sort((a, b) => a.atMs - b.atMs);
      sleepers = sleepers.filter(({ atMs }) => atMs > nowMs);
      for (const { wake } of due) wake();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

/** Takes `count` times at once; gives the numbers of those that went so far, in the order in which they went. */
async function takeMany(bucket: TokenBucket, count: number): Promise<number[]> {
  const went: number[] = [];
  for (let taker = 1; taker <= count; taker += 1) void bucket.take().then(() => went.push(taker));
  await new Promise((resolve) => setImmediate(resolve));
  return went;
}

describe('a token bucket', () => {
  test('lets its burst go at once, and then as many as the rate allows, first come first served', async () => {
    const clock = createSteppedClock();
    const went = await takeMany(createTokenBucket({ perSecond: 2, burst: 3 }, clock), 6);
    expect(went).toEqual([1, 2, 3]);
    await clock.moveOn(499);
    expect(went).toEqual([1, 2, 3]);
    await clock.moveOn(1);
    expect(went).toEqual([1, 2, 3, 4]);
    await clock.moveOn(1_000);
    expect(went).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('fills to its burst and no further', async () => {
    const clock = createSteppedClock();
    const bucket = createTokenBucket({ perSecond: 10, burst: 2 }, clock);
    await clock.moveOn(3_600_000);
    expect(await takeMany(bucket, 5)).toEqual([1, 2]);
  });

  test('may be slower than one a second', async () => {
    const clock = createSteppedClock();
    const bucket = createTokenBucket({ perSecond: 0.1, burst: 1 }, clock);
    const went = await takeMany(bucket, 2);
    await clock.moveOn(9_999);
    expect(went).toEqual([1]);
    await clock.moveOn(1);
    expect(went).toEqual([1, 2]);
  });

  test('never lets more go than burst and rate allow, however the takers come', async () => {
    const clock = createSteppedClock();
    const bucket = createTokenBucket({ perSecond: 5, burst: 4 }, clock);
    let went = 0;
    for (let tenth = 0; tenth < 100; tenth += 1) {
      if (tenth % 3 === 0) for (let taker = 0; taker < 3; taker += 1) void bucket.take().then(() => (went += 1));
      await clock.moveOn(100);
      expect(went).toBeLessThanOrEqual(4 + Math.floor((tenth + 1) / 2));
    }
    expect(went).toBeGreaterThanOrEqual(50);
  });

  test('gives the place of an aborted wait to the next one', async () => {
    const clock = createSteppedClock();
    const bucket = createTokenBucket({ perSecond: 1, burst: 1 }, clock);
    await bucket.take();
    const aborting = new AbortController();
    const aborted = bucket.take(aborting.signal);
    aborting.abort(new Error('given up'));
    await expect(aborted).rejects.toThrow('given up');
    const went = await takeMany(bucket, 1);
    await clock.moveOn(1_000);
    expect(went).toEqual([1]);
  });

  test('counts nothing for a wait that was aborted before it began', async () => {
    const bucket = createTokenBucket({ perSecond: 1, burst: 1 }, createSteppedClock());
    await expect(bucket.take(AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late');
    expect(await takeMany(bucket, 1)).toEqual([1]);
  });

  test('is not stopped by a clock that goes back', async () => {
    const clock = createSteppedClock();
    const bucket = createTokenBucket({ perSecond: 1, burst: 1 }, clock);
    await bucket.take();
    await clock.moveOn(-3_600_000);
    const went = await takeMany(bucket, 1);
    await clock.moveOn(1_000);
    expect(went).toEqual([1]);
  });
});

describe('the rate limits of a process', () => {
  const limit = { perSecond: 1, burst: 1 };

  test('are one bucket for all that ask one channel for one profile', () => {
    const limits = createRateLimits(createSteppedClock());
    const bucket = limits.bucketOf('shop-a', 'magento2', limit);
    expect(limits.bucketOf('shop-a', 'magento2', { ...limit })).toBe(bucket);
    expect(limits.bucketOf('shop-b', 'magento2', limit)).not.toBe(bucket);
    expect(limits.bucketOf('shop-a', 'shopify', limit)).not.toBe(bucket);
  });

  test('begin anew with a new limit, and are none without one', () => {
    const limits = createRateLimits(createSteppedClock());
    const bucket = limits.bucketOf('shop-a', 'magento2', limit);
    expect(limits.bucketOf('shop-a', 'magento2', { ...limit, burst: 2 })).not.toBe(bucket);
    expect(limits.bucketOf('shop-a', 'magento2', undefined)).toBeNull();
  });
});
