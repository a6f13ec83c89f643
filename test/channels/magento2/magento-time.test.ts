import { fromMagentoTime, toMagentoTime } from '../../../src/channels/magento2/magento-time.js';

describe('a time of Magento', () => {
  test.each([
    ['2026-11-20 10:00:00', '2026-11-20T10:00:00Z'],
    ['2026-11-20T10:00:00', '2026-11-20T10:00:00Z'],
    ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00Z'],
    ['2026-11-20T10:00:00+01:00', '2026-11-20T09:00:00Z'],
    ['2026-11-20 10:00:00.123', '2026-11-20T10:00:00Z'],
    ['2024-02-29 00:00:00', '2024-02-29T00:00:00Z'],
    ['2026-03-29 02:30:00', '2026-03-29T02:30:00Z'],
    ['0000-00-00 00:00:00', null],
    ['2026-02-31 10:00:00', null],
    ['2026-11-20 24:00:00', null],
    ['2026-11-20', null],
    ['1795168800', null],
    ['yesterday', null],
    ['', null],
  ])('%p is %p', (text, expected) => {
    expect(fromMagentoTime(text)).toBe(expected);
  });

  test.each([
    ['2026-11-20T10:00:00Z', '2026-11-20 10:00:00'],
    ['2026-11-20T10:00:00.999Z', '2026-11-20 10:00:00'],
    ['2026-11-20T01:00:00+02:00', '2026-11-19 23:00:00'],
  ])('%p is asked for as %p', (instant, expected) => {
    expect(toMagentoTime(instant)).toBe(expected);
  });
});
