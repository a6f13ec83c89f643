import { PipelineError } from '../../src/model/errors.js';
import { expandRecord } from '../../src/orchestration/expand-record.js';
import type { ChannelResource, EmbeddedRecord } from '../../src/ports/channel.js';
import { createFakeShop, shopInvoice, shopOrder } from './fake-shop.js';

const shop = createFakeShop(0).channel.resources.orders as ChannelResource;
const invoice: EmbeddedRecord = {
  type: 'invoice',
  raw: JSON.stringify(shopInvoice('7', '1')),
  recordId: '7',
  sourceVersion: '2026-11-20T08:01:00Z',
};
const raw = (changes: Record<string, unknown> = {}) => JSON.stringify(shopOrder(1, changes));
const failing = (error: unknown): ChannelResource => ({
  ...shop,
  accept: () => {
    throw error;
  },
});

test.each([
  { says: 'a plain record is wanted and holds nothing', text: raw(), expected: { state: 'wanted', embedded: [] } },
  {
    says: 'what came inside is a record of its own',
    text: raw({ invoices: [shopInvoice('7', '1')] }),
    expected: { state: 'wanted', embedded: [invoice] },
  },
  { says: 'what the filters leave out is filtered', text: raw({ status: 'closed' }), expected: { state: 'filtered' } },
  { says: 'a text that is no JSON holds nothing', text: '{"id":', expected: { state: 'wanted', embedded: [] } },
])('$says', ({ text, expected }) => {
  expect(expandRecord(shop, text, { statuses: ['processing'] })).toEqual(expected);
});

test('a channel without filters and embedded records never reads the text', () => {
  const { accept: _, embedded: __, ...plain } = shop;
  expect(expandRecord(plain, '{'.repeat(100_000), {})).toEqual({ state: 'wanted', embedded: [] });
});

test.each([
  ['a fault of its code', new TypeError('x is undefined'), 'mapping_failed'],
  ['what would be tried again for ever', new PipelineError('channel_unavailable', 'no'), 'mapping_failed'],
  ['what it says itself', new PipelineError('currency_unknown', 'no'), 'currency_unknown'],
])('a channel that cannot tell gives a permanent error: %s', (_, error, code) => {
  const expansion = expandRecord(failing(error), raw(), {});
  expect(expansion).toMatchObject({ state: 'failed', error: { code, disposition: 'park' } });
});
