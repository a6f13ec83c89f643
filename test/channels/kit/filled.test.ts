import { filled } from '../../../src/channels/kit/filled.js';

test('what says nothing is left out, and a no is something', () => {
  const fields = { a: null, b: undefined, c: '', d: [], e: {}, f: false, g: 0, h: 'x', i: ['y'], j: { k: null } };
  expect(filled(fields)).toEqual({ f: false, g: 0, h: 'x', i: ['y'], j: { k: null } });
});
