import type { Profile } from '../../src/model/profile.js';
import { changesAreDue, pullIntervals, schedulePulls } from '../../src/orchestration/schedule-pulls.js';
import type { Channel } from '../../src/ports/channel.js';
import { createFakeShop, createPulling } from './fake-shop.js';
import { apiProfile } from './world.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const defaults = { interval: 'PT30M', backfillInterval: 'P1D' };

const intervals: [
  what: string,
  pull: Record<string, unknown>,
  pullDefaults: Channel['pullDefaults'],
  number,
  unknown,
][] = [
  ['neither says anything', {}, undefined, 15 * MINUTE, null],
  ['the channel says it', {}, defaults, 30 * MINUTE, DAY],
  ['the channel says half of it', {}, { interval: 'PT30M' }, 30 * MINUTE, null],
  ['the profile says it', { interval: 'PT5M', backfillInterval: 'P7D' }, defaults, 5 * MINUTE, 7 * DAY],
  ['the profile wants no backfill', { backfillInterval: '' }, defaults, 30 * MINUTE, null],
  ['the profile wants none, with null', { backfillInterval: null }, defaults, 30 * MINUTE, null],
];

test.each(intervals)('how often a profile is pulled where %s', (_, pull, pullDefaults, changesMs, backfillMs) => {
  const { channel } = createFakeShop(0, pullDefaults === undefined ? {} : { pullDefaults });
  expect(pullIntervals(apiProfile({ channel: 'fake', pull }), channel)).toEqual({ changesMs, backfillMs });
});

test('a stored profile that names its interval is read as before', () => {
  expect(apiProfile({ pull: { interval: 'PT15M', backfillDays: 30 } }).pull).toMatchObject({ interval: 'PT15M' });
});

function createScheduled(profile: Record<string, unknown> = {}) {
  const pulling = createPulling(createFakeShop(2, { pullDefaults: defaults }), profile);
  const tick = async () => {
    const before = pulling.ports.pullRequests.requests().length;
    await schedulePulls(pulling.ports);
    return pulling.ports.pullRequests.requests().slice(before);
  };
  return { ...pulling, tick, advance: (ms: number) => pulling.world.clock.advance(ms) };
}

test('the changes are asked for once per interval of the channel', async () => {
  const { tick, advance } = createScheduled();
  expect(await tick()).toMatchObject([{ kind: 'changes', reason: 'schedule', resource: 'orders' }]);
  advance(29 * MINUTE);
  expect(await tick()).toEqual([]);
  advance(MINUTE);
  expect(await tick()).toHaveLength(1);
});

test('a backfill is first due an interval after the first pull, which reads as far back; then once per interval', async () => {
  const { tick, advance, pullAll } = createScheduled();
  const backfills = async () => (await tick()).filter(({ kind }) => kind === 'backfill');
  expect(await backfills()).toEqual([]);
  await pullAll();
  advance(DAY - MINUTE);
  expect(await backfills()).toEqual([]);
  await pullAll();
  advance(MINUTE);
  expect(await backfills()).toMatchObject([{ reason: 'schedule', slice: 0 }]);
  await pullAll();
  advance(MINUTE);
  expect(await backfills()).toEqual([]);
});

test('a backfill that is still under way is not asked for again', async () => {
  const { tick, advance, ports, profile } = createScheduled();
  await tick();
  const held = await ports.cursors.hold(profile.id, 'orders.backfill');
  const listing = { from: null, since: '2026-11-01T00:00:00Z', announced: null, records: 1 };
  advance(DAY - MINUTE);
  const updatedAt = ports.clock.now().toISOString();
  if (held === null) throw new Error('held by somebody else');
  const again = await ports.cursors.hold(profile.id, 'orders.backfill');
  await again?.advance({ ...again.cursor, listing, updatedAt });
  await again?.release();
  advance(MINUTE);
  expect((await tick()).map(({ kind }) => kind)).toEqual(['changes']);
});

test.each([
  ['is switched off', { active: false }],
  ['is not to be pulled', { pull: { enabled: false } }],
  ['pulls nothing that the channel lists', { pull: { resources: ['invoices'] } }],
  ['has a channel that nobody knows', { channel: 'gone' }],
])('nothing is asked for a profile that %s', async (_, changes) => {
  const { tick } = createScheduled(changes);
  expect(await tick()).toEqual([]);
});

test('changes are due by the interval, and only where they are scheduled', () => {
  const { ports, profile } = createScheduled();
  const due = (one: Profile, resource: string, requestedAt: string | null) =>
    changesAreDue(ports, one, resource, { requestedAt }, new Date('2026-11-20T10:00:00Z'));
  expect(due(profile, 'orders', null)).toBe(true);
  expect(due(profile, 'orders', '2026-11-20T09:30:00Z')).toBe(true);
  expect(due(profile, 'orders', '2026-11-20T09:31:00Z')).toBe(false);
  expect(due(profile, 'invoices', null)).toBe(false);
  expect(due({ ...profile, active: false }, 'orders', null)).toBe(false);
});
