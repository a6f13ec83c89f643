import { diff } from '../../src/diff/diff.js';
import type { JsonObject } from '../../src/diff/json.js';
import { complete } from '../../src/orchestration/complete.js';
import { decide } from '../../src/orchestration/decide.js';
import { decideCases } from './decide-cases.js';

const OLD = { order: '2026-11-20T09:00:00.000Z', receipt: '01A' };
const NEW = { order: '2026-11-20T09:01:00.000Z', receipt: '01B' };

function withBag(record: JsonObject): JsonObject {
  const { xp, ...fields } = record;
  return { id: 'id', ...fields, ...(xp === undefined ? {} : { attributes: xp }) };
}

function decideCase(cachedRecord: JsonObject | null, incoming: JsonObject, cacheAgeMs: number) {
  const base = cachedRecord === null ? null : withBag(cachedRecord);
  const operations = base === null ? [] : diff(base, complete(base, withBag(incoming)));
  const cached = base === null ? null : { eventId: 'old', version: OLD };
  return decide({ cached, eventId: 'new', version: NEW, operations, cacheAgeMs, cacheMaxAgeMs: 1_000 });
}

describe('with a fresh cache', () => {
  test.each(decideCases)('$row: $says ($action)', ({ cached, incoming, action }) => {
    expect(decideCase(cached, incoming, 0).action).toBe(action);
  });
});

describe('with a cache that is too old', () => {
  test.each(decideCases)('$row: what would be ignored is re-read', ({ cached, incoming, action }) => {
    expect(decideCase(cached, incoming, 1_000).action).toBe(action === 'Ignore' ? 'Get' : action);
  });
});

test.each([
  { says: 'the same event again is a duplicate', eventId: 'old', version: NEW, reason: 'duplicate' },
  {
    says: 'an older version is stale',
    eventId: 'new',
    version: { order: '2026-11-20T08:00:00.000Z', receipt: '01Z' },
    reason: 'stale',
  },
  {
    says: 'the same version that arrived earlier is stale',
    eventId: 'new',
    version: { ...OLD, receipt: '019' },
    reason: 'stale',
  },
])('$says, whatever differs', ({ eventId, version, reason }) => {
  const operations = diff({ a: 1 }, { a: 2 });
  const decision = decide({
    cached: { eventId: 'old', version: OLD },
    eventId,
    version,
    operations,
    cacheAgeMs: 0,
    cacheMaxAgeMs: 0,
  });
  expect(decision).toEqual({ action: 'Ignore', reason });
});
