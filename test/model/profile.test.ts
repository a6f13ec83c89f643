import { parseDurationMs } from '../../src/model/duration.js';
import { profile } from '../../src/model/profile.js';
import { recordKey } from '../../src/model/record-key.js';

const valid = { id: 'shop-a', tenantId: 'tenant-a', name: 'Shop A', channel: 'api' };

test('a profile needs little, and the rest has defaults', () => {
  expect(profile.parse(valid)).toMatchObject({
    active: true,
    pull: { enabled: true, resources: [], overlap: 'PT5M', backfillDays: 30, pageSize: 100 },
    policies: { conflicts: {}, unknownProduct: 'keep', arithmetic: 'warn' },
    cacheMaxAge: 'P7D',
  });
});

test.each([
  { says: 'a secret by value', changes: { secrets: { token: 'hunter2' } }, path: ['secrets', 'token'] },
  { says: 'a pull each second', changes: { pull: { interval: 'PT1S' } }, path: ['pull', 'interval'] },
  {
    says: 'a backfill each minute',
    changes: { pull: { backfillInterval: 'PT1M' } },
    path: ['pull', 'backfillInterval'],
  },
  { says: 'an unknown policy', changes: { policies: { arithmatic: 'warn' } }, path: ['policies'] },
  { says: 'an id with a separator', changes: { id: 'shop|a' }, path: ['id'] },
  {
    says: 'a policy that is no JSON Pointer',
    changes: { policies: { conflicts: { '/attributes/a~b': 'local' } } },
    path: ['policies', 'conflicts', '/attributes/a~b'],
  },
  { says: 'an unknown field', changes: { colour: 'red' }, path: [] },
])('$says is refused by its path', ({ changes, path }) => {
  const result = profile.safeParse({ ...valid, ...changes });
  expect(result.error?.issues[0]?.path).toEqual(path);
});

test.each(['P1D', '', null])('a backfill may be asked for every %p', (backfillInterval) => {
  const pull = { interval: 'PT30M', backfillInterval };
  expect(profile.parse({ ...valid, pull }).pull).toMatchObject(pull);
});

test.each([
  ['PT15M', 900_000],
  ['P7D', 604_800_000],
  ['P1DT2H3M4S', 93_784_000],
  ['PT0S', 0],
  ['P', null],
  ['PT', null],
  ['15m', null],
  ['P1M', null],
])('%s is %p milliseconds', (text, ms) => {
  expect(parseDurationMs(text)).toBe(ms);
});

test.each(['../x', '..\\x', '\u0000', 'a\nb', '😀', 'x'.repeat(1_100), 'É', 'E\u0301'])(
  'the record key of %j is 32 harmless characters of its own',
  (id) => {
    expect(recordKey('shop-a', 'order', id)).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect(recordKey('shop-a', 'order', id)).not.toBe(recordKey('shop-a', 'invoice', id));
    expect(recordKey('shop-a', 'order', id)).not.toBe(recordKey('shop-b', 'order', id));
  },
);
