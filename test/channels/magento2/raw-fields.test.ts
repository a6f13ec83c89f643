import { RawFields } from '../../../src/channels/magento2/raw-fields.js';
import type { Json } from '../../../src/diff/json.js';

const field = (value: Json) => new RawFields({ at: value }, '/items/0');
const failed = expect.objectContaining({ code: 'mapping_failed', path: '/items/0/at' });

function thrown(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

describe('a decimal', () => {
  test.each<[Json, string | null]>([
    [24567.8, '24567.8'],
    ['12.50', '12.5'],
    ['123456789012345678.1234', '123456789012345678.1234'],
    [-3.3, '-3.3'],
    [28.000000000000004, '28'],
    ['0.30000000000000004', '0.3'],
    ['1.0E-4', '0.0001'],
    [1e-7, '0'],
    [0, '0'],
    ['', null],
    [null, null],
  ])('%p is %p', (value, expected) => {
    expect(field(value).decimal('at')?.toFixed() ?? null).toBe(expected);
  });

  test.each<Json>(['19,99', 'NaN', 'abc', '1e99', '1e18', '0x10', '1 000', true, [], {}])('is not %p', (value) => {
    expect(thrown(() => field(value).decimal('at'))).toEqual(failed);
  });
});

describe('text', () => {
  test.each<[Json, string | null]>([
    ['', ''],
    ['a', 'a'],
    [7, '7'],
    [true, 'true'],
    [null, null],
  ])('%p is %p', (value, expected) => {
    expect(field(value).text('at')).toBe(expected);
  });

  test('is not an object or an array', () => {
    expect(thrown(() => field({}).text('at'))).toEqual(failed);
    expect(thrown(() => field(['a']).text('at'))).toEqual(failed);
  });

  test('that says nothing counts as absent where that is asked', () => {
    expect([field(' \n').filledText('at'), field('').filledText('at'), field('x').filledText('at')]).toEqual([
      null,
      null,
      'x',
    ]);
  });
});

describe('objects and arrays as PHP spells them', () => {
  test('an empty object may be an empty array', () => {
    expect([field([]).object('at'), field(null).object('at'), field({}).object('at')]).toEqual([
      null,
      null,
      expect.anything(),
    ]);
    expect(thrown(() => field([1]).object('at'))).toEqual(failed);
  });

  test('an array with gaps may be an object', () => {
    expect(
      field({ 1: { sku: 'a' }, 3: { sku: 'b' } })
        .objects('at')
        .map((one) => one.text('sku')),
    ).toEqual(['a', 'b']);
    expect(thrown(() => field('a').objects('at'))).toEqual(failed);
  });

  test('an element that is not an object is named by its position', () => {
    const error = thrown(() => field([{}, null]).objects('at'));
    expect(error).toMatchObject({ code: 'mapping_failed', path: '/items/0/at/1' });
  });
});

test('a prototype gives no fields', () => {
  expect(field(1).json('constructor')).toBeNull();
});
