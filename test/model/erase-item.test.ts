import { eraseItem } from '../../src/model/erase-item.js';
import type { StoredRecord } from '../../src/model/stored-record.js';
import { storedOrder } from '../contracts/samples.js';
import { filledRecord } from './filled-record.js';

const MARKER = 'zoe@example.com';
const erasure = { at: '2026-11-20T12:00:00.000Z', requestId: 'r1' };

const links = { customer: { recordKey: 'k', via: 'email' }, product: { recordKey: 'p' } };
const order = storedOrder('shop', '1', {
  record: { ...filledRecord('order', MARKER), id: '1' },
  local: { tracking: { [MARKER]: '01A' } },
  links,
  edits: ['01E'],
  lastMerge: {
    eventId: '01A',
    conflicts: [{ path: '/note', ours: MARKER, winner: 'local' }],
    effect: [{ op: 'add', path: '/note', value: MARKER }],
  },
});

test('an item is emptied of the person, and says when and on which request', () => {
  const erased = eraseItem(order, erasure) as StoredRecord;
  expect(erased).toMatchObject({ erased: erasure, updatedAt: erasure.at, version: 2, local: {}, remote: null });
  expect(erased).not.toHaveProperty('lastMerge');
  expect(erased.links).toEqual({ product: { recordKey: 'p' } });
  expect(erased.record).toMatchObject({ id: '1', customer: null, billingAddress: null, note: null, attributes: {} });
  const { id, profileId, remoteId, edits, recordVersion, sourceVersion, createdAt, appliedEventId } = order;
  expect(erased).toMatchObject({ id, profileId, remoteId, edits, recordVersion, sourceVersion, createdAt });
  expect(erased.appliedEventId).toBe(appliedEventId);
});

test('what people edited beside the person stays an edit: the source’s side is emptied as well, and kept', () => {
  const remote = { ...order.record, status: 'other', note: 'theirs' };
  const erased = eraseItem({ ...order, remote }, erasure);
  expect(erased?.remote).toMatchObject({ status: 'other', note: null, customer: null });
  expect(erased?.record.status).toBe(order.record.status);
  expect(eraseItem({ ...order, remote: { ...order.record, note: 'theirs' } }, erasure)?.remote).toBeNull();
});

test('an item that is erased already is left alone, until somebody is in it again', () => {
  const erased = eraseItem(order, erasure) as StoredRecord;
  expect(eraseItem(erased, { ...erasure, requestId: 'r2' })).toBeNull();
  const again = { ...erased, record: { ...erased.record, note: 'for Zoe' } };
  expect(eraseItem(again, { ...erasure, requestId: 'r2' })).toMatchObject({ version: 3, erased: { requestId: 'r2' } });
});

test('an item with nothing personal in it is marked too, so that nobody comes in later', () => {
  const bare = storedOrder('shop', '1', { kind: 'invoice', record: { id: '1', state: 'paid' } });
  expect(eraseItem(bare, erasure)).toMatchObject({ erased: erasure, record: { id: '1', state: 'paid' } });
});

test('a customer is never emptied in place', () => {
  expect(() => eraseItem(storedOrder('shop', '1', { kind: 'customer' }), erasure)).toThrow(TypeError);
});
