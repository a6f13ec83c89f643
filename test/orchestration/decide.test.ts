import { diff } from '../../src/diff/diff.js';
import type { JsonObject } from '../../src/diff/json.js';
import type { RecordType } from '../../src/model/record-type.js';
import { complete } from '../../src/orchestration/complete.js';
import { decide } from '../../src/orchestration/decide.js';
import { completeRecord } from '../../src/orchestration/prepare-record.js';
import { readCanonical } from '../../src/orchestration/read-record.js';
import { type DecideCase, decideCases } from './decide-cases.js';

const OLD = { order: '2026-11-20T09:00:00.000Z', receipt: '01A' };
const NEW = { order: '2026-11-20T09:01:00.000Z', receipt: '01B' };

function withBag(record: JsonObject): JsonObject {
  const { xp, ...fields } = record;
  return { id: 'id', ...fields, ...(xp === undefined ? {} : { attributes: xp }) };
}

/** The record as the pipeline would compare it with `base`. */
function toRecord(type: RecordType | undefined, base: JsonObject | null, record: JsonObject): JsonObject {
  if (type === undefined) return complete(base, withBag(record));
  return completeRecord(type, base, readCanonical(type, JSON.stringify(withBag(record))).record);
}

function decideCase({ type, cached: known, incoming }: DecideCase, cacheAgeMs: number) {
  const base = known === null ? null : toRecord(type, null, known);
  const operations = base === null ? [] : diff(base, toRecord(type, base, incoming));
  const cached = base === null ? null : { eventId: 'old', version: OLD };
  const situation = { cached, eventId: 'new', version: NEW, operations, cacheAgeMs, cacheMaxAgeMs: 1_000 };
  return { operations, ...decide(situation) };
}

describe('with a fresh cache', () => {
  test.each(decideCases)('$row: $says ($action)', (row) => {
    const { action, operations } = decideCase(row, 0);
    expect(action).toBe(row.action);
    if (row.operations !== undefined) expect(operations).toEqual(row.operations);
  });
});

describe('with a cache that is too old', () => {
  test.each(decideCases)('$row: what would be ignored is re-read', (row) => {
    expect(decideCase(row, 1_000).action).toBe(row.action === 'Ignore' ? 'Get' : row.action);
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
