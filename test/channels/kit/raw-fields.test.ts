import { RawFields, type Spelling } from '../../../src/channels/kit/raw-fields.js';
import type { Json } from '../../../src/diff/json.js';

const field = (value: Json, spelling: Spelling = {}) => new RawFields({ at: value }, spelling, '/items/0');
const failed = expect.objectContaining({ code: 'mapping_failed', path: '/items/0/at' });
const PHP: Spelling = { php: true, places: 4 };

function thrown(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

describe('a payload', () => {
  test.each<Json>([null, [], 'a', 1])('that is %j is no object', (raw) => {
    expect(thrown(() => RawFields.of(raw))).toMatchObject({ code: 'mapping_failed', path: '' });
  });

  test('gives no fields of its prototype', () => {
    expect([field(1).json('constructor'), field(1).has('toString')]).toEqual([null, false]);
  });

  test('has the fields that are not null', () => {
    const fields = RawFields.of({ a: 1, b: null, c: '' });
    expect([fields.keys(), fields.has('b'), fields.has('c')]).toEqual([['a', 'c'], false, true]);
  });

  test('names a field that must be there by its pointer', () => {
    expect(RawFields.of({}).missing('a/b~c')).toMatchObject({
      code: 'mapping_failed',
      path: '/a~1b~0c',
      message: '/a~1b~0c is missing',
    });
  });
});

describe('a decimal', () => {
  test.each<[Json, string | null, Spelling]>([
    [24567.8, '24567.8', {}],
    ['12.50', '12.5', {}],
    [' 12.50 ', '12.5', {}],
    ['+3', '3', {}],
    ['123456789012345678.1234', '123456789012345678.1234', {}],
    [-3.3, '-3.3', {}],
    [28.000000000000004, '28.000000000000004', {}],
    [28.000000000000004, '28', PHP],
    ['0.30000000000000004', '0.3', PHP],
    ['1.0E-4', '0.0001', PHP],
    [1e-7, '0', PHP],
    ['1e-120', '0', PHP],
    [0, '0', PHP],
    ['', null, PHP],
    [null, null, {}],
    ['1,234.50', '1234.5', { thousands: ',' }],
    ['1.234,50', '1234.5', { thousands: '.' }],
    [1234.5, '1234.5', { thousands: '.' }],
  ])('%j is %j', (value, expected, spelling) => {
    expect(field(value, spelling).decimal('at')?.toFixed() ?? null).toBe(expected);
  });

  test.each<Json>(['19,99', '1,234.50', 'NaN', 'abc', '1e99', '1e18', '0x10', '1 000', true, [], {}, ''])(
    'is not %j',
    (value) => {
      expect(thrown(() => field(value).decimal('at'))).toEqual(failed);
    },
  );

  test.each<Json>(['1e3', '+1', '1.0000000000001'])('is not %j where numbers are plain', (value) => {
    expect(thrown(() => field(value, { plain: true }).decimal('at'))).toEqual(failed);
    expect(field('12.50', { plain: true }).decimal('at')?.toFixed()).toBe('12.5');
  });

  test('that is absent counts as zero where that is asked', () => {
    expect([field(null).amount('at').toFixed(), field('2').amount('at').toFixed()]).toEqual(['0', '2']);
  });
});

describe('text', () => {
  test.each<[Json, string | null]>([
    ['', ''],
    ['a', 'a'],
    [7, '7'],
    [true, 'true'],
    [null, null],
  ])('%j is %j', (value, expected) => {
    expect(field(value).text('at')).toBe(expected);
  });

  test('is not an object or a list', () => {
    expect(thrown(() => field({}).text('at'))).toEqual(failed);
    expect(thrown(() => field(['a']).text('at'))).toEqual(failed);
  });

  test('that says nothing counts as absent where that is asked', () => {
    const texts = [' \n', '', 'x'].map((value) => field(value).filledText('at'));
    expect(texts).toEqual([null, null, 'x']);
  });
});

describe('an instant', () => {
  test.each<[Json, string | null, Spelling]>([
    ['2026-11-20T12:00:00+02:00', '2026-11-20T10:00:00Z', {}],
    ['2026-11-20T10:00:00.250Z', '2026-11-20T10:00:00.250Z', {}],
    ['2026-11-20 10:00:00', '2026-11-20T10:00:00Z', { zone: 'utc' }],
    [1_763_632_800, '2025-11-20T10:00:00Z', { epoch: 's' }],
    ['', null, {}],
    [null, null, {}],
  ])('%j is %j', (value, expected, spelling) => {
    expect(field(value, spelling).instant('at')).toBe(expected);
  });

  test.each<Json>(['2026-11-20 10:00:00', '2026-02-31T10:00:00Z', 'yesterday', 1_763_632_800, true, {}])(
    'is not %j',
    (value) => {
      expect(thrown(() => field(value).instant('at'))).toEqual(failed);
    },
  );
});

describe('yes or no', () => {
  test.each<[Json, boolean | null]>([
    [true, true],
    ['No', false],
    [0, false],
    ['', null],
    [null, null],
  ])('%j is %j', (value, expected) => {
    expect(field(value).boolean('at')).toBe(expected);
  });

  test('is neither a word nor a list', () => {
    expect(thrown(() => field('maybe').boolean('at'))).toEqual(failed);
    expect(thrown(() => field([]).boolean('at'))).toEqual(failed);
  });

  test('a flag is set by true alone, and in PHP by 1', () => {
    const values: Json[] = [true, 1, '1', 'true', 0, null, {}];
    expect(values.map((value) => field(value).flag('at'))).toEqual([true, false, false, false, false, false, false]);
    expect(values.map((value) => field(value, PHP).flag('at'))).toEqual([true, true, true, false, false, false, false]);
  });
});

describe('objects and lists', () => {
  test('an absent list is not an empty one', () => {
    expect([field(null).list('at'), field([]).list('at'), field(null).objects('at')]).toEqual([null, [], []]);
  });

  test('what stands in another place is wrong there', () => {
    expect(thrown(() => field('a').object('at'))).toEqual(failed);
    expect(thrown(() => field({ a: 1 }).list('at'))).toEqual(failed);
    expect(thrown(() => field('a').texts('at'))).toEqual(failed);
    expect(thrown(() => field([]).object('at'))).toEqual(failed);
  });

  test('an element that is not an object is named by its position', () => {
    const error = thrown(() => field([{}, null]).objects('at'));
    expect(error).toMatchObject({ code: 'mapping_failed', path: '/items/0/at/1' });
  });

  test('what stands inside is named by its whole path, and spelled the same', () => {
    const [inner] = field([{ price: { amount: '' } }], PHP).objects('at');
    expect(inner?.object('price')?.decimal('amount')).toBeNull();
    expect(inner?.object('price')?.missing('currency')).toMatchObject({ path: '/items/0/at/0/price/currency' });
  });

  test('texts and entries leave out what is none', () => {
    expect(field(['a', 1, null, 'b']).texts('at')).toEqual(['a', 'b']);
    expect(field({ a: 1, b: null, c: false }).entries('at')).toEqual([
      ['a', 1],
      ['c', false],
    ]);
    expect(field([]).entries('at')).toEqual([]);
  });
});

describe('objects and lists as PHP spells them', () => {
  test('an empty object may be an empty list', () => {
    const found = [[], null, {}].map((value) => field(value, PHP).object('at') !== null);
    expect(found).toEqual([false, false, true]);
    expect(thrown(() => field([1], PHP).object('at'))).toEqual(failed);
  });

  test('a list with gaps may be an object', () => {
    const rows = field({ 1: { sku: 'a' }, 3: { sku: 'b' } }, PHP).objects('at');
    expect(rows.map((row) => row.text('sku'))).toEqual(['a', 'b']);
    expect(thrown(() => field('a', PHP).objects('at'))).toEqual(failed);
  });
});

test('a list may be spelled in a way of the system', () => {
  const rows = (value: Json) => (typeof value === 'string' ? value.split(',') : null);
  expect(field('a,b', { rows }).texts('at')).toEqual(['a', 'b']);
  expect(thrown(() => field(7, { rows }).texts('at'))).toEqual(failed);
});
