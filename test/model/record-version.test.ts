import { isOlder, succeed, versionOrder } from '../../src/model/record-version.js';

const RECEIVED = '2026-11-20T10:00:00.000Z';
const version = (sourceVersion: string | null, receivedAt = RECEIVED, receipt = '01B') => ({
  order: versionOrder(sourceVersion, receivedAt),
  receipt,
});

test.each([
  {
    says: 'an earlier instant is older',
    a: version('2026-11-20T09:00:00Z'),
    b: version('2026-11-20T09:00:01Z'),
    older: true,
  },
  {
    says: 'zones do not matter',
    a: version('2026-11-20T10:30:00+02:00'),
    b: version('2026-11-20T09:00:00Z'),
    older: true,
  },
  { says: 'a fraction counts', a: version('2026-11-20T09:00:00Z'), b: version('2026-11-20T09:00:00.5Z'), older: true },
  {
    says: 'the far future counts as the time of receipt',
    a: version('2030-01-01T00:00:00Z'),
    b: version('2026-11-20T10:00:01Z'),
    older: true,
  },
  {
    says: 'a clock that is a little ahead keeps its order',
    a: version('2026-11-20T10:00:04Z', RECEIVED, '01C'),
    b: version('2026-11-20T10:00:05Z', RECEIVED, '01B'),
    older: true,
  },
  {
    says: 'without a version arrival decides',
    a: version(null, RECEIVED, '01A'),
    b: version('2026-11-20T09:00:00Z'),
    older: true,
  },
  {
    says: 'of equal versions the earlier receipt is older',
    a: version('7', RECEIVED, '01A'),
    b: version('7'),
    older: true,
  },
  { says: 'revision numbers are compared as numbers', a: version('9'), b: version('10'), older: true },
  { says: 'a version is not older than itself', a: version('9'), b: version('9'), older: false },
  {
    says: 'a revision and an instant are settled by receipt',
    a: version('9', RECEIVED, '01C'),
    b: version('2026-11-20T09:00:00Z'),
    older: false,
  },
])('$says', ({ a, b, older }) => {
  expect(isOlder(a, b)).toBe(older);
});

test('a record without a version leaves what is known of the source, and later versions pass', () => {
  const known = version('2026-11-20T09:00:00Z', RECEIVED, '01A');
  const after = succeed(version(null, RECEIVED, '01B'), known);
  expect(after).toEqual({ order: known.order, receipt: '01B' });
  expect(isOlder(version('2026-11-20T09:30:00Z', RECEIVED, '01C'), after)).toBe(false);
});
