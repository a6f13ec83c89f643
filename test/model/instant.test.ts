import { earliestInstant, latestInstant } from '../../src/model/instant.js';

const MIXED = ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00.500Z', '2026-11-20T12:00:00.250+02:00', null];

test('instants are told apart by their time, however they are spelled', () => {
  for (const instants of [MIXED, MIXED.toReversed()]) {
    expect(latestInstant(instants)).toBe('2026-11-20T10:00:00.500Z');
    expect(earliestInstant(instants)).toBe('2026-11-20T10:00:00Z');
  }
});

test('what is no instant is passed over', () => {
  expect(latestInstant(['17', 'soon', '', null, '2026-11-20T10:00:00Z'])).toBe('2026-11-20T10:00:00Z');
  expect([latestInstant(['17']), earliestInstant([])]).toEqual([null, null]);
});
