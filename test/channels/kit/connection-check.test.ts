import { advise, failed, ok, warning } from '../../../src/channels/kit/connection-check.js';

test.each([
  ['The shop answered 401', 'The shop answered 401. Check it'],
  ['The shop answered 401.', 'The shop answered 401. Check it'],
  ['Too many requests... ', 'Too many requests. Check it'],
])('%j and an advice are two sentences with one full stop each', (found, expected) => {
  expect(advise(found, 'Check it')).toBe(expected);
});

test('a check says its name, how it ended, and what was found', () => {
  expect([ok('a', 'b'), warning('a', 'b'), failed('a', 'b')].map(({ status }) => status)).toEqual([
    'ok',
    'warning',
    'failed',
  ]);
});
