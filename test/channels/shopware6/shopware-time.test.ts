import { fromShopwareTime, toFilterTime } from '../../../src/channels/shopware6/shopware-time.js';

describe('an instant of Shopware', () => {
  test.each([
    ['2023-05-04T13:36:26.566+00:00', '2023-05-04T13:36:26.566Z'],
    ['2023-05-04T13:36:26+02:00', '2023-05-04T11:36:26.000Z'],
    ['2023-05-04T13:36:26Z', '2023-05-04T13:36:26.000Z'],
    ['2020-02-02 01:02:03.000', '2020-02-02T01:02:03.000Z'],
    ['2023-05-04', null],
    ['2023-13-04T13:36:26Z', null],
    ['yesterday', null],
    ['', null],
  ])('%j is %j', (text, expected) => {
    expect(fromShopwareTime(text)).toBe(expected);
  });

  test('in a filter is spelled as the database spells it, without a zone', () => {
    expect(toFilterTime('2026-11-20T10:00:00Z')).toBe('2026-11-20 10:00:00.000');
  });
});
