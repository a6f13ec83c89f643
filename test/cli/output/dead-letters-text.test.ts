import { formatGroups, formatLetter, formatLetters } from '../../../src/cli/output/dead-letters-text.js';
import type { DeadLetter } from '../../../src/model/dead-letter.js';

const letter: DeadLetter = {
  eventId: '01E',
  profileId: 'demo',
  type: 'order',
  recordId: '1042',
  recordKey: null,
  envelope: JSON.stringify({ raw: '{"id":"1042"}' }),
  code: 'mapping_failed',
  message: 'no items\nin it',
  step: 'map the payload',
  at: '2026-11-20T10:00:00.000Z',
  retry: null,
};

test('a cause says how many, what it is, since when, an example and what to do', () => {
  const group = {
    cause: 'mapping_failed-1',
    code: 'mapping_failed',
    title: 'The channel payload could not be mapped',
    advice: 'Correct the mapping.',
    message: 'no # items',
    count: 412,
    parked: 2,
    oldestAt: '2026-11-20T10:00:00.000Z',
    newestAt: '2026-11-21T10:00:00.000Z',
    profileIds: ['demo', 'other'],
    example: { eventId: '01E', profileId: 'demo', type: 'order', recordId: null, message: 'no 7 items' },
  };
  expect(formatGroups({ groups: [group], unreadable: ['ab/x'] }).split('\n')).toEqual([
    '412 records: The channel payload could not be mapped, 2 of them tried again by themselves',
    '  cause    mapping_failed-1',
    '  message  no # items',
    '  since    2026-11-20 10:00:00Z, last 2026-11-21 10:00:00Z, in demo, other',
    '  such as  order (no id), event 01E: no 7 items',
    '  to do    Correct the mapping.',
    'not readable as dead letters: ab/x',
    '',
  ]);
  expect(formatGroups({ groups: [], unreadable: [] })).toBe('no dead letters\n');
});

test('the letters of a cause stand one a line, with their next try', () => {
  const parked = { ...letter, eventId: '02E', retry: { tries: 1, nextTryAt: '2026-11-20T10:05:00.000Z' } };
  const lines = formatLetters([letter, parked]).split('\n');
  expect(lines[1]).toMatch(/^01E +demo +order +1042 +2026-11-20 10:00:00Z +by hand +no items in it$/);
  expect(lines[2]).toContain('2026-11-20 10:05:00Z');
  expect(formatLetters([])).toBe('no dead letters of this cause\n');
});

test.each([
  ['an envelope', letter.envelope, '{"id":"1042"}'],
  ['something else', 'what\u001b[2J is this', 'what\u001b[2J is this'],
  ['an envelope without a payload', '{"a":1}', '{"a":1}'],
])('a letter of %s ends with its payload as it came', (_what, envelope, raw) => {
  const text = formatLetter({ ...letter, envelope });
  expect(text).toMatch(
    /^event +01E\nrecord +order 1042 of demo\nfailed .* at map the payload\nerror +mapping_failed: no items in it\n/,
  );
  expect(text.endsWith(`\n\n${raw}\n`)).toBe(true);
});
