import { formatHistory } from '../../../src/cli/output/history-text.js';
import type { HistoryEntry } from '../../../src/orchestration/read-history.js';

const entry: HistoryEntry = {
  eventId: '01',
  receivedAt: '2026-11-20T10:05:12.000Z',
  finishedAt: '2026-11-20T10:05:13.000Z',
  origin: 'local',
  who: 'Ada',
  sourceVersion: null,
  action: 'Patch',
  outcome: 'patched',
  reason: 'local-edit',
  explanation: '1 change by Ada, here in the order store.',
  changes: [{ op: 'replace', path: '/note', from: null, to: 'ring twice' }],
  conflicts: [],
  warnings: [],
  error: null,
};

test('a step of the history says when, who, what and why, and each field from what to what', () => {
  expect(formatHistory([entry])).toBe(
    '2026-11-20 10:05:12Z  Ada (local)  patched, local-edit: 1 change by Ada, here in the order store.\n' +
      '    note: (none) -> ring twice\n',
  );
});

test('it shows conflicts, warnings and the error', () => {
  const odd: HistoryEntry = {
    ...entry,
    changes: [],
    conflicts: [{ path: '/note', base: 'a', theirs: 'b', ours: 'c', winner: 'local' }],
    warnings: [{ code: 'arithmetic_off', message: 'the total is\n0.01 off' }],
    error: { code: 'mapping_failed', message: 'no items', step: 'map the payload', deadLetter: 'x' },
  };
  expect(formatHistory([odd]).split('\n').slice(1)).toEqual([
    '    conflict note: was a, the source says b, ours c; ours stands',
    '    warning arithmetic_off: the total is 0.01 off',
    '    error mapping_failed at map the payload: no items',
    '',
  ]);
});

test('it cuts a step of many changes and says so, and says when there is none', () => {
  const many = Array.from({ length: 50 }, (_, at) => ({ op: 'add' as const, path: `/tags/${at}`, to: at }));
  expect(formatHistory([{ ...entry, changes: many }])).toMatch(/tags\/39: 39\n {4}and 10 more changes \(--json\)\n$/);
  expect(formatHistory([])).toBe('no events\n');
});
