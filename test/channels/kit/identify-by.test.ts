import { identifyBy } from '../../../src/channels/kit/identify-by.js';

describe('identifyBy', () => {
  const identify = identifyBy({ id: 'order.id', version: 'changed', zone: 'utc' });

  test.each([
    [{ order: { id: 7 }, changed: '2026-11-20 10:00:00' }, '7', '2026-11-20T10:00:00Z'],
    [{ order: { id: '007' }, changed: '2026-11-20T10:00:00+01:00' }, '007', '2026-11-20T09:00:00Z'],
    [{ order: { id: '9007199254740993' } }, '9007199254740993', null],
    [{ order: { id: 'A' }, changed: 'soon' }, 'A', null],
    [{ order: { id: 'A' }, changed: null }, 'A', null],
    [{ order: { id: 'A' }, changed: '' }, 'A', null],
  ])('tells the id and the version of %j', (raw, recordId, sourceVersion) => {
    expect(identify(raw)).toEqual({ recordId, sourceVersion });
  });

  test.each([
    [{}],
    [{ order: { id: '' } }],
    [{ order: { id: null } }],
    [{ order: { id: {} } }],
    [{ order: { id: 1.5 } }],
    [null],
    ['x'],
  ])('finds no id in %j', (raw) => {
    expect(() => identify(raw)).toThrow(expect.objectContaining({ code: 'record_id_missing' }));
  });

  test('needs no version, and refuses a path that is none when it is made', () => {
    expect(identifyBy({ id: 'id' })({ id: 1 })).toEqual({ recordId: '1', sourceVersion: null });
    expect(() => identifyBy({ id: 'a..b' })).toThrow('no name');
  });
});
