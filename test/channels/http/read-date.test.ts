import { readDate } from '../../../src/channels/http/orders/read-date.js';
import type { Json } from '../../../src/diff/json.js';

const rule = { order: 'day-month', zone: 'UTC' } as const;

test.each<[Json, string | null, object]>([
  ['2025-11-27T15:30:45', '2025-11-27T15:30:45Z', {}],
  ['2025-11-27 15:30', '2025-11-27T15:30:00Z', {}],
  ['2025-11-27', '2025-11-27T00:00:00Z', {}],
  ['2025/11/27 03:30:45.123 pm', '2025-11-27T15:30:45.123Z', {}],
  ['2025-08-10T17:16:43+03:00', '2025-08-10T14:16:43Z', {}],
  ['2025-08-10T17:16:43-0330', '2025-08-10T20:46:43Z', {}],
  ['2025-08-10T17:16:43Z', '2025-08-10T17:16:43Z', { zone: 'Asia/Riyadh' }],
  ['10-08-2025 05:16:43 PM', '2025-08-10T17:16:43Z', {}],
  ['10-08-2025 05:16:43 PM', '2025-10-08T17:16:43Z', { order: 'month-day' }],
  ['10.8.2025, 12:00 AM', '2025-08-10T00:00:00Z', {}],
  ['10/08/2025 12:00 p.m.', '2025-08-10T12:00:00Z', {}],
  ['2025-11-27T15:30:45', '2025-11-27T12:30:45Z', { zone: 'Asia/Riyadh' }],
  ['2026-07-01 12:00', '2026-07-01T10:00:00Z', { zone: 'Europe/Berlin' }],
  ['2026-12-01 12:00', '2026-12-01T11:00:00Z', { zone: 'Europe/Berlin' }],
  // The hour that comes twice, and the one that is left out.
  ['2026-10-25 02:30', '2026-10-25T00:30:00Z', { zone: 'Europe/Berlin' }],
  ['2026-03-29 02:30', '2026-03-29T01:30:00Z', { zone: 'Europe/Berlin' }],
  ['2026-03-29 03:30', '2026-03-29T01:30:00Z', { zone: 'Europe/Berlin' }],
  ['2026-04-05 01:45', '2026-04-04T14:45:00Z', { zone: 'Australia/Lord_Howe' }],
  [1_795_161_600, '2026-11-20T08:00:00Z', { epoch: 'seconds' }],
  ['1795161600500', '2026-11-20T08:00:00.500Z', { epoch: 'milliseconds' }],
  [1_795_161_600, null, {}],
  ['13-13-2025', null, {}],
  ['08-31-2025', null, {}],
  ['31-02-2025', null, {}],
  ['2025-02-29', null, {}],
  ['2025-11-27 25:00', null, {}],
  ['2025-11-27 13:00 PM', null, {}],
  ['2025-11-27 00:00 AM', null, {}],
  ['27 November 2025', null, {}],
  ['yesterday', null, {}],
  ['', null, {}],
  [true, null, {}],
  ['9'.repeat(15), null, { epoch: 'milliseconds' }],
])('%j is %s under %j', (value, expected, changes) => {
  expect(readDate(value, { ...rule, ...changes })).toBe(expected);
});
