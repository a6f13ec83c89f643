import { formatCounts, formatReceipt, formatReceipts } from '../../../src/cli/output/privacy-text.js';
import { noCounts, type PrivacyReceipt } from '../../../src/model/privacy-receipt.js';

const AT = '2026-11-20T10:00:00.000Z';
const removed = { ...noCounts(), orders: 2, customers: 1, eventBodies: 2, sentPayloads: 1 };
const receipt: PrivacyReceipt = {
  id: '01R',
  profileId: 'demo',
  kind: 'erase-person',
  state: 'working',
  requestedAt: AT,
  finishedAt: null,
  from: 'webhook',
  by: null,
  total: removed,
  passes: [{ startedAt: AT, finishedAt: AT, removed }],
  failure: null,
  exportUntil: null,
};

test('counts name only the places where something was', () => {
  expect(formatCounts(removed)).toBe('2 orders, 1 customer, 1 note of what was sent, 2 event bodies');
  expect(formatCounts({ ...noCounts(), sentPayloads: 3, eventBodies: 1 })).toBe(
    '3 notes of what was sent, 1 event body',
  );
  expect(formatCounts(noCounts())).toBe('nothing');
});

test('a receipt says who asked for what, what was removed in each pass, and what comes next', () => {
  const text = formatReceipt(receipt);
  expect(text).toContain('what     removal of a person of demo\n');
  expect(text).toContain('asked    2026-11-20 10:00:00Z, by the sales channel (webhook)\n');
  expect(text).toContain('next     it is looked for again');
  expect(text).toContain('passes\n  2026-11-20 10:00:00Z  2 orders');
});

test('a receipt at its end says since when, and where the document of an export is', () => {
  const done = { ...receipt, kind: 'export-person' as const, state: 'done' as const, finishedAt: AT, passes: [] };
  const text = formatReceipt({ ...done, exportUntil: '2026-12-20T10:00:00.000Z' });
  expect(text).toMatch(/state +done since 2026-11-20 10:00:00Z\n/);
  expect(text).toMatch(/found +2 orders/);
  expect(text).toContain('kept until 2026-12-20 10:00:00Z');
  expect(text).not.toContain('passes');
});

test('a failure is told with its code and what to do', () => {
  const failed = { ...receipt, failure: { code: 'store_unavailable' as const, at: AT } };
  expect(formatReceipt(failed)).toMatch(/failed +2026-11-20 10:00:00Z store_unavailable: Check Cosmos DB/);
  expect(formatReceipts([failed])).toContain('working, store_unavailable');
});

test('receipts are one a line', () => {
  const lines = formatReceipts([receipt, { ...receipt, id: '01S', kind: 'erase-shop', state: 'done' }]).split('\n');
  expect(lines[1]).toMatch(/^01R +demo +removal of a person +2026-11-20 10:00:00Z +webhook +working +2 orders/);
  expect(lines[2]).toMatch(/^01S +demo +removal of everybody/);
  expect(formatReceipts([])).toBe('no privacy requests\n');
});
