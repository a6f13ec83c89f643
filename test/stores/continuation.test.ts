import { formatContinuation, parseContinuation } from '../../src/stores/continuation.js';

test.each([
  { order: '2026-11-20T10:00:00.000Z', id: 'a' },
  { order: '', id: 'é😀"\\' },
])('the continuation of %j is read back', (key) => {
  expect(parseContinuation(formatContinuation(key))).toEqual(key);
});

test.each([
  '',
  ' ',
  'not base64!',
  'bm8',
  'e30',
  Buffer.from('null').toString('base64url'),
  Buffer.from('{"order":"a"}').toString('base64url'),
  Buffer.from('{"order":"a","id":"b","more":1}').toString('base64url'),
  Buffer.from(JSON.stringify({ order: 'x'.repeat(65), id: 'b' })).toString('base64url'),
  'A'.repeat(5_000),
])('the continuation %j is refused', (text) => {
  expect(() => parseContinuation(text)).toThrow(
    expect.objectContaining({ code: 'parameter_invalid', path: 'continuation' }),
  );
});
