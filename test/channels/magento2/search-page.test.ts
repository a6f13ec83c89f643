import { readSearchPage as read, readSearchItem } from '../../../src/channels/magento2/search-page.js';

const readSearchPage = (text: string) => read(text, 'entity_id');

describe('the answer to a search', () => {
  test('gives each item with the digits of its numbers as they came', () => {
    const item =
      '{"entity_id":9007199254740993,"updated_at":"2026-11-20 10:00:00","grand_total":10.10,"rate":1.0E-4,"name":"Ü\\"1"}';
    const page = readSearchPage(`{"items":[${item}],"search_criteria":{},"total_count":7}`);
    expect(page).toEqual({
      items: [
        {
          raw: item,
          entityId: '9007199254740993',
          updatedAt: '2026-11-20 10:00:00',
          sourceVersion: '2026-11-20T10:00:00Z',
        },
      ],
      totalCount: 7,
    });
  });

  test('without items is empty, however that is spelled', () => {
    const empty = { items: [], totalCount: 0 };
    expect(readSearchPage('{"items":null,"total_count":0}')).toEqual(empty);
    expect(readSearchPage('{"items":[],"total_count":0}')).toEqual(empty);
    expect(readSearchPage('{"total_count":0}')).toEqual(empty);
  });

  test('has items without an id, or that are no objects, without an id', () => {
    const page = readSearchPage('{"items":[{"a":1},null,7],"total_count":3}');
    expect(page.items.map(({ raw, entityId }) => [raw, entityId])).toEqual([
      ['{"a":1}', null],
      ['null', null],
      ['7', null],
    ]);
  });

  test('has its ids where the resource has them, and the time of making for one that never changed', () => {
    const item = '{"id":5,"entity_id":9,"created_at":"2026-11-20 10:00:00"}';
    const expected = { raw: item, entityId: '5', updatedAt: null, sourceVersion: '2026-11-20T10:00:00Z' };
    expect(read(`{"items":[${item}],"total_count":1}`, 'id').items).toEqual([expected]);
    expect(readSearchItem(item, 'id')).toEqual(expected);
    expect(() => readSearchItem('[]', 'id')).toThrow(expect.objectContaining({ code: 'channel_page_invalid' }));
  });

  test.each([
    '<!doctype html><title>Sign in</title>',
    '',
    '{}',
    '[]',
    '[{"entity_id":1}]',
    'null',
    '"token"',
    '{"items":[]}',
    '{"items":[],"total_count":"0"}',
    '{"items":[],"total_count":-1}',
    '{"items":[],"total_count":1.5}',
    '{"items":{"0":{}},"total_count":1}',
    '{"message":"Maintenance"}',
    '{"items":[{"entity_id":1}',
    '['.repeat(200_000),
  ])('that is no page is refused: %.40s', (text) => {
    expect(() => readSearchPage(text)).toThrow(expect.objectContaining({ code: 'channel_page_invalid' }));
  });
});
