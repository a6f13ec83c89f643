import { nameKey } from '../../src/model/name-key.js';

test.each<[string, string, string]>([
  ['case', 'Olive OIL', 'olive oil'],
  ['sharp s', 'Straße', 'STRASSE'],
  ['final sigma', 'ΟΔΟΣ', 'οδος'],
  ['blanks around and between', ' red\u00a0\t mug\n', 'Red Mug'],
  ['letters of full width', 'Ｍｕｇ', 'mug'],
  ['ligatures', 'ofﬁce', 'OFFICE'],
  ['composed and decomposed letters', 'Cafe\u0301', 'CAFÉ'],
])('names that differ in %s alone are one', (_what, one, other) => {
  expect(nameKey(one)).not.toBeNull();
  expect(nameKey(one)).toBe(nameKey(other));
});

test.each([[''], [' \u00a0\n'], ['x'.repeat(513)], ['ﷺ'.repeat(100)]])('%j is no name to compare', (name) => {
  expect(nameKey(name)).toBeNull();
});

test('a key is its own key, so that it may be made twice', () => {
  for (const name of ['Straße  Ost', 'ΟΔΟΣ', 'İstanbul', 'ﬃ', 'Cafe\u0301', 'ǅ']) {
    const key = nameKey(name) ?? '';
    expect(nameKey(key)).toBe(key);
  }
});
