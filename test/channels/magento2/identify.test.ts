import { identify } from '../../../src/channels/magento2/identify.js';
import type { Json } from '../../../src/diff/json.js';

describe('the identity of a Magento record', () => {
  test.each<[Json, string, string | null]>([
    [{ entity_id: 123, updated_at: '2026-11-20 10:00:00' }, '123', '2026-11-20T10:00:00Z'],
    [{ entity_id: '9007199254740993' }, '9007199254740993', null],
    [{ entity_id: 0, updated_at: 'never' }, '0', null],
    [{ entity_id: 1, updated_at: 5 }, '1', null],
  ])('%j', (raw, recordId, sourceVersion) => {
    expect(identify(raw)).toEqual({ recordId, sourceVersion });
  });

  test.each<Json>([
    {},
    { entity_id: null },
    { entity_id: '' },
    { entity_id: -1 },
    { entity_id: 1.5 },
    { entity_id: '1/../2' },
    { entity_id: [1] },
  ])('is missing in %j', (raw) => {
    expect(() => identify(raw)).toThrow(expect.objectContaining({ code: 'record_id_missing' }));
  });
});
