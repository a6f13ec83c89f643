import { formatChange, formatConflict, formatValue } from '../../../src/cli/output/change-lines.js';
import { toFieldChanges } from '../../../src/model/field-change.js';

test.each<[unknown, string]>([
  ['processing', 'processing'],
  ['', '""'],
  [null, '(none)'],
  [undefined, '(absent)'],
  [{ a: 1 }, '{"a":1}'],
  ['two\nlines', 'two lines'],
  ['x'.repeat(200), `${'x'.repeat(79)}…`],
])('the value %j reads %j', (value, text) => {
  expect(formatValue(value)).toBe(text);
});

test('an operation reads as a change from one value to another', () => {
  const changes = toFieldChanges([
    { op: 'replace', path: '/status', before: 'new', value: 'paid' },
    { op: 'add', path: '/lines/1', value: { id: '2' } },
    { op: 'remove', path: '/attributes/giftWrap', before: 'yes' },
    { op: 'replace', path: '', before: null, value: 'all' },
  ]);
  expect(changes[0]).toEqual({ op: 'replace', path: '/status', from: 'new', to: 'paid' });
  expect(changes.map(formatChange)).toEqual([
    'status: new -> paid',
    '+ lines/1: {"id":"2"}',
    '- attributes/giftWrap: was yes',
    'the record: (none) -> all',
  ]);
});

test('a conflict shows all three values, and whose stands', () => {
  const conflict = { path: '/note', base: 'a', theirs: 'b', ours: 'c', winner: 'local' as const };
  expect(formatConflict(conflict)).toBe('conflict note: was a, the source says b, ours c; ours stands');
  expect(formatConflict({ path: '/note', winner: 'remote' })).toMatch(/was \(absent\).*; the source stands$/);
});
