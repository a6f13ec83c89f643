import { listEventsQuery, listOrdersQuery, readQuery } from '../../../src/functions/http/query-parameters.js';

const orders = (query: string) => readQuery({ query: new URLSearchParams(query) }, listOrdersQuery);
const events = (query: string) => readQuery({ query: new URLSearchParams(query) }, listEventsQuery);

describe('readQuery', () => {
  test('gives fifty without a limit', () => {
    expect(orders('')).toEqual({ limit: 50 });
  });

  test.each([
    ['limit=1', { limit: 1 }],
    ['limit=200', { limit: 200 }],
    ['remoteId=../B&number=%20', { remoteId: '../B', number: ' ', limit: 50 }],
    ['updatedSince=2026-11-20T11:00:00%2B01:00', { updatedSince: '2026-11-20T10:00:00.000Z', limit: 50 }],
  ])('reads %s', (query, expected) => {
    expect(orders(query)).toEqual(expected);
  });

  test.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=1e9', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=', 'limit'],
    ['limit=5&limit=6', 'limit'],
    ['updatedSince=yesterday', 'updatedSince'],
    ['updatedSince=2026-02-31T00:00:00Z', 'updatedSince'],
    ['updatedSince=2026-11-20T10:00:00', 'updatedSince'],
    ['stauts=new', 'stauts'],
    ['__proto__=1', '__proto__'],
    ['profileId=A', 'profileId'],
    [`number=${'9'.repeat(600)}`, 'number'],
  ])('refuses %s and names %s', (query, path) => {
    expect(() => orders(query)).toThrow(expect.objectContaining({ code: 'parameter_invalid', path }));
  });

  test.each(['type=orders', 'action=ignore', 'outcome=lost'])('refuses the event filter %s', (query) => {
    expect(() => events(query)).toThrow(expect.objectContaining({ code: 'parameter_invalid' }));
  });
});
