import type { Json } from '../../src/diff/json.js';
import { type TransformName, type TransformOptions, transformValue } from '../../src/model/field-transform.js';

const result = (name: TransformName, value: Json, options: TransformOptions = {}) => {
  const transformed = transformValue(name, value, options);
  return 'value' in transformed ? transformed.value : `! ${transformed.fault}`;
};

describe('transformValue', () => {
  test.each<[Json, TransformOptions['thousands'], Json]>([
    [19.99, undefined, '19.99'],
    ['19.990', undefined, '19.99'],
    ['-0', undefined, '0'],
    ['+5', undefined, '5'],
    ['1e2', undefined, '100'],
    [1e-7, undefined, '0.0000001'],
    ['9007199254740993.01', undefined, '9007199254740993.01'],
    [' 7 ', undefined, '7'],
    ['', undefined, null],
    ['1,000.0', ',', '1000'],
    ['1,234,567.89', ',', '1234567.89'],
    ['1.234,56', '.', '1234.56'],
    ['1 234.56', ' ', '1234.56'],
    ['1\u202f234', ' ', '1234'],
    ["1'234.50", "'", '1234.5'],
    ['999', ',', '999'],
    [1234.5, '.', '1234.5'],
    ['1,00', ',', '! is not a decimal number'],
    ['1,0000', ',', '! is not a decimal number'],
    ['1234,567', ',', '! is not a decimal number'],
    ['1.000.00', ',', '! is not a decimal number'],
    ['1,000.0', undefined, '! is not a decimal number'],
    ['19,99', undefined, '! is not a decimal number'],
    ['NaN', undefined, '! is not a decimal number'],
    [true, undefined, '! is not a decimal number'],
    ['1e40', undefined, '! has more digits than an amount may have'],
    ['0.1234567890123', undefined, '! has more digits than an amount may have'],
    [[], undefined, '! is no single value'],
    [{}, undefined, '! is no single value'],
  ])('money: %j grouped by %j is %j', (value, thousands, expected) => {
    expect(result('money', value, { thousands })).toBe(expected);
  });

  test.each<[Json, TransformOptions, Json]>([
    ['19,99', { decimal: ',' }, '19.99'],
    ['1234,5', { decimal: ',' }, '1234.5'],
    ['1.234,50', { decimal: ',', thousands: '.' }, '1234.5'],
    ['1 234,50', { decimal: ',', thousands: ' ' }, '1234.5'],
    ['1234.50', { decimal: ',' }, '! is not a decimal number'],
    ['1.234,50', { decimal: ',' }, '! is not a decimal number'],
    ['1,2,3', { decimal: ',' }, '! is not a decimal number'],
    ['19.99', { decimal: '.' }, '19.99'],
    ['1,234.50', { decimal: '.', thousands: ',' }, '1234.5'],
    [19.99, { decimal: ',' }, '19.99'],
  ])('money: %j with %j is %j', (value, options, expected) => {
    expect(result('money', value, options)).toBe(expected);
  });

  test.each<[Json, TransformOptions, Json]>([
    ['24.12.2026', { order: 'dmy', zone: 'utc' }, '2026-12-24T00:00:00Z'],
    ['4.1.2026 08:30', { order: 'dmy', zone: 'utc' }, '2026-01-04T08:30:00Z'],
    ['12/24/2026, 08:30:15', { order: 'mdy', zone: 'utc' }, '2026-12-24T08:30:15Z'],
    ['24/12/2026', { order: 'mdy', zone: 'utc' }, '! is not a date and time'],
    ['31.02.2026', { order: 'dmy', zone: 'utc' }, '! is not a date and time'],
    ['24.12-2026', { order: 'dmy', zone: 'utc' }, '! is not a date and time'],
    ['2026-12-24T08:30:00Z', { order: 'dmy' }, '2026-12-24T08:30:00Z'],
    ['24.12.2026', { order: 'dmy' }, '! has no time zone'],
    ['24.12.2026', { zone: 'utc' }, '! is not a date and time'],
    ['2026-11-20T10:00:00+01:00', {}, '2026-11-20T09:00:00Z'],
    ['2026-11-20T10:00:00+0100', {}, '2026-11-20T09:00:00Z'],
    ['2026-11-20T10:00:00.250Z', {}, '2026-11-20T10:00:00.250Z'],
    ['2026-11-20 10:00:00', { zone: 'utc' }, '2026-11-20T10:00:00Z'],
    ['2026-11-20', { zone: 'utc' }, '2026-11-20T00:00:00Z'],
    ['2026-11-20 10:00:00', {}, '! has no time zone'],
    ['2026-02-31T10:00:00Z', {}, '! is not a date and time'],
    ['0000-00-00 00:00:00', { zone: 'utc' }, '! is not a date and time'],
    ['2026-11-20T25:00:00Z', {}, '! is not a date and time'],
    ['9999-12-31T23:59:59-05:00', {}, '! is not a date and time'],
    ['tomorrow', { zone: 'utc' }, '! is not a date and time'],
    [1_795_168_800, {}, '! is not a date and time'],
    [1_795_168_800, { epoch: 's' }, '2026-11-20T10:00:00Z'],
    ['1795168800250', { epoch: 'ms' }, '2026-11-20T10:00:00.250Z'],
    [999_999_999_999_999, { epoch: 's' }, '! is not a date and time'],
    ['2026-11-20T10:00:00Z', { epoch: 's' }, '2026-11-20T10:00:00Z'],
    ['', {}, null],
  ])('instant: %j with %j is %j', (value, options, expected) => {
    expect(result('instant', value, options)).toBe(expected);
  });

  test.each<[TransformName, Json, TransformOptions, Json]>([
    ['text', 7, {}, '7'],
    ['text', ' a ', {}, ' a '],
    ['text', '', {}, ''],
    ['text', { a: 1 }, {}, '! is no single value'],
    ['trim', ' a ', {}, 'a'],
    ['keep', { a: [1] }, {}, { a: [1] }],
    ['number', '12.50', {}, 12.5],
    ['number', '9007199254740993', {}, '9007199254740993'],
    ['number', 'x', {}, '! is not a number'],
    ['flag', 1, {}, true],
    ['flag', '0', {}, false],
    ['flag', 'Yes', {}, true],
    ['flag', 'maybe', {}, '! is neither yes nor no'],
    ['enum', 'P', { values: { P: 'processing' } }, 'processing'],
    ['enum', 2, { values: { '2': 'paid' } }, 'paid'],
    ['enum', 'constructor', { values: { P: 'processing' } }, '! is not among the values of its table'],
    ['enum', 'X', { values: {}, otherwise: 'unknown' }, 'unknown'],
    ['enum', 'X', { values: { X: null }, otherwise: 'unknown' }, null],
  ])('%s of %j with %j is %j', (name, value, options, expected) => {
    expect(result(name, value, options)).toEqual(expected);
  });
});
