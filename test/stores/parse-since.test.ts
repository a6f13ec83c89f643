import { parseSince } from '../../src/stores/parse-since.js';

test.each([
  ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00.000Z'],
  ['2026-11-20T11:00:00.5+01:00', '2026-11-20T10:00:00.500Z'],
])('the instant %s is compared as %s', (text, compared) => {
  expect(parseSince(text, 'since')).toBe(compared);
});

test('a time that is none is refused by the name of its parameter', () => {
  expect(() => parseSince('soon', 'since')).toThrow(
    expect.objectContaining({ code: 'parameter_invalid', path: 'since' }),
  );
});
