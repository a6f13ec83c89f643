import { businessDayEnd, isTimeZone } from '../../src/model/business-day.js';

test.each([
  ['in the afternoon', 'Europe/Berlin', '02:00', '2026-11-20T15:00:00Z', '2026-11-21T01:00:00Z'],
  ['after midnight, before the end', 'Europe/Berlin', '02:00', '2026-11-21T00:30:00Z', '2026-11-21T01:00:00Z'],
  [
    'at the very end, which begins the next day',
    'Europe/Berlin',
    '02:00',
    '2026-11-21T01:00:00Z',
    '2026-11-22T01:00:00Z',
  ],
  ['a moment before the end', 'Europe/Berlin', '02:00', '2026-11-21T00:59:59.999Z', '2026-11-21T01:00:00Z'],
  ['with the end at midnight', 'Europe/Berlin', '00:00', '2026-11-20T15:00:00Z', '2026-11-20T23:00:00Z'],
  ['where the date differs from UTC', 'Pacific/Auckland', '03:00', '2026-11-20T15:00:00Z', '2026-11-21T14:00:00Z'],
  ['at an odd offset', 'Asia/Kathmandu', '00:00', '2026-11-20T15:00:00Z', '2026-11-20T18:15:00Z'],
  [
    'in the night of the lost hour, over which the day ends',
    'Europe/Berlin',
    '02:30',
    '2026-03-28T20:00:00Z',
    '2026-03-29T01:00:00Z',
  ],
  ['after the lost hour', 'Europe/Berlin', '02:30', '2026-03-29T01:00:00Z', '2026-03-30T00:30:00Z'],
  [
    'before an end that the lost hour does not touch',
    'Europe/Berlin',
    '04:00',
    '2026-03-28T20:00:00Z',
    '2026-03-29T02:00:00Z',
  ],
  [
    'in the night of the hour that comes twice: its first time',
    'Europe/Berlin',
    '02:30',
    '2026-10-24T20:00:00Z',
    '2026-10-25T00:30:00Z',
  ],
  ['between the two', 'Europe/Berlin', '02:30', '2026-10-25T00:45:00Z', '2026-10-26T01:30:00Z'],
  ['after the hour that comes twice', 'Europe/Berlin', '04:00', '2026-10-24T20:00:00Z', '2026-10-25T03:00:00Z'],
  ['where midnight is lost', 'America/Sao_Paulo', '00:00', '2018-11-03T20:00:00Z', '2018-11-04T03:00:00Z'],
  ['where half an hour is lost', 'Australia/Lord_Howe', '02:15', '2026-10-03T10:00:00Z', '2026-10-03T15:30:00Z'],
])('%s (%s, %s) the day of %s ends at %s', (_what, timeZone, dayEnd, at, end) => {
  expect(businessDayEnd(new Date(at), { timeZone, dayEnd })).toEqual(new Date(end));
});

test('each moment of two years lies in a day of 23 to 25 hours, and a day ends once', () => {
  for (const timeZone of ['Europe/Berlin', 'Australia/Lord_Howe']) {
    for (const dayEnd of ['00:00', '02:15']) {
      let end = businessDayEnd(new Date('2026-01-01T00:00:00Z'), { timeZone, dayEnd });
      for (let day = 0; day < 730; day += 1) {
        const next = businessDayEnd(end, { timeZone, dayEnd });
        const hours = (next.getTime() - end.getTime()) / 3_600_000;
        expect({ timeZone, end, ok: hours >= 22.9 && hours <= 25.1 }).toEqual({ timeZone, end, ok: true });
        expect(businessDayEnd(new Date(next.getTime() - 1), { timeZone, dayEnd })).toEqual(next);
        end = next;
      }
    }
  }
});

test.each([
  ['Europe/Berlin', true],
  ['UTC', true],
  ['Mars/Base', false],
  ['', false],
  ['+02:00', false],
])('%p is a time zone: %p', (name, expected) => {
  expect(isTimeZone(name)).toBe(expected);
});
