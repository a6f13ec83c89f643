import { identifyBy } from '../../../src/channels/kit/identify-by.js';
import { readPage, toChannelPage } from '../../../src/channels/kit/read-page.js';

describe('readPage', () => {
  test('gives each record as its own text with its digits, and what else the answer says', () => {
    const page = readPage(
      '{"data":{"orders":[{"id":9007199254740993,"total":1.10}, 7]},"next":"t","count":12}',
      'data.orders',
    );
    expect(page.items).toEqual(['{"id":9007199254740993,"total":1.10}', '7']);
    expect([page.read('next'), page.read('count'), page.read('data.none')]).toEqual(['t', 12, null]);
  });

  test('takes an empty array for an empty page', () => {
    expect(readPage('{"orders":[]}', 'orders').items).toEqual([]);
  });

  test.each([
    '',
    '<html></html>',
    '{}',
    '[]',
    'null',
    '{"orders":null}',
    '{"orders":{}}',
    '{"orders":[1',
    '['.repeat(100_000),
  ])('takes the text number %# for no page', (text) => {
    expect(() => readPage(text, 'orders')).toThrow(expect.objectContaining({ code: 'channel_page_invalid' }));
  });
});

describe('toChannelPage', () => {
  const identify = identifyBy({ id: 'id', version: 'at' });

  test('sets those without an id apart and takes the newest version for the watermark, in whatever order they come', () => {
    const items = [
      '{"id":1,"at":"2026-11-20T10:00:00Z"}',
      '{"id":2,"at":"2026-11-20T12:00:00+01:00"}',
      '{"id":3}',
      '{"no":1}',
      '7',
    ];
    expect(toChannelPage(items, identify, { position: 'next' })).toEqual({
      records: [
        { raw: items[0], recordId: '1', sourceVersion: '2026-11-20T10:00:00Z' },
        { raw: items[1], recordId: '2', sourceVersion: '2026-11-20T11:00:00Z' },
        { raw: items[2], recordId: '3', sourceVersion: null },
      ],
      unreadable: ['{"no":1}', '7'],
      watermark: '2026-11-20T11:00:00Z',
      position: 'next',
      announced: null,
    });
  });

  test('tells versions with and without a fraction apart by their time', () => {
    const items = ['{"id":1,"at":"2026-11-20T10:00:00Z"}', '{"id":2,"at":"2026-11-20T10:00:00.500Z"}'];
    expect(toChannelPage(items, identify, { position: null }).watermark).toBe('2026-11-20T10:00:00.500Z');
  });

  test('takes what was read already for what the text says', () => {
    const items = [
      { raw: '{"id":1}', value: { id: 1 } },
      { raw: '{"id', value: null },
    ];
    expect(toChannelPage(items, identify, { position: null })).toMatchObject({
      records: [{ raw: '{"id":1}', recordId: '1' }],
      unreadable: ['{"id'],
    });
  });

  test('of nothing has no watermark', () => {
    expect(toChannelPage([], identify, { position: null, announced: 0 })).toMatchObject({
      watermark: null,
      announced: 0,
    });
  });

  test('does not take a mistake in the code for a record without an id', () => {
    const broken = () => {
      throw new TypeError('oops');
    };
    expect(() => toChannelPage(['{}'], broken, { position: null })).toThrow('oops');
  });
});
