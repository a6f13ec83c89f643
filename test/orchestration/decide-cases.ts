import type { JsonObject } from '../../src/diff/json.js';
import type { Operation } from '../../src/diff/operation.js';
import { parseJson } from '../../src/model/json-text.js';
import type { RecordType } from '../../src/model/record-type.js';
import { order } from './world.js';

/** A row: a cached and an incoming record, and the action for a fresh cache. `xp` stands for `attributes`. */
export interface DecideCase {
  row: string;
  says: string;
  cached: JsonObject | null;
  incoming: JsonObject;
  action: 'Ignore' | 'Patch' | 'Update';
  /** All operations from the cached record to the incoming one, where the row is about them. */
  operations?: Operation[];
  /** Both are records of this type as a client posts them, and come through its schema; else they are taken as they stand. */
  type?: RecordType;
}

/** A JSON object from its text, where the spelling of the text is the point. */
const read = (text: string): JsonObject => parseJson(text) as JsonObject;

const posted = order('1') as JsonObject;
const tax = { Category: 'category', Code: 'code', Description: 'description' };

/** Facts about how the cached and the incoming record lead to an action. */
export const decideCases: DecideCase[] = [
  {
    row: 'A1',
    says: 'credentials are never part of a record, so that a new token is no difference',
    type: 'order',
    cached: { ...posted, Token: 'old', ClientId: 'old' },
    incoming: { ...posted, Token: 'new', ClientId: 'new' },
    action: 'Ignore',
    operations: [],
  },
  {
    row: 'A4',
    says: 'a bag that is absent was not provided',
    cached: { Name: 'name', xp: { key: 'value' } },
    incoming: { Name: 'patch' },
    action: 'Patch',
  },
  {
    row: 'A5',
    says: 'a changed attribute is a patch',
    cached: { OptionCount: 2, Name: 'name', xp: { key: 'value' } },
    incoming: { Name: 'name', xp: { key: 'updated' } },
    action: 'Patch',
  },
  {
    row: 'A6',
    says: 'a changed field is a patch',
    cached: { OptionCount: 5, Name: 'name' },
    incoming: { Name: 'patch' },
    action: 'Patch',
  },
  {
    row: 'A7',
    says: 'a changed attribute beside an equal field is a patch',
    cached: { Name: 'name', xp: { key: 'value' } },
    incoming: { Name: 'name', xp: { key: 'updated' } },
    action: 'Patch',
  },
  {
    row: 'A8',
    says: 'a key removed and one changed is an update',
    cached: { Name: 'name', xp: { key: 'value', missing: 'value' } },
    incoming: { Name: 'name', xp: { key: 'updated' } },
    action: 'Update',
  },
  {
    row: 'A9',
    says: 'removed, changed and added is an update',
    cached: { Name: 'name', xp: { key: 'value', missing: 'value' } },
    incoming: { Name: 'name', xp: { key: 'updated', extra: 'value' } },
    action: 'Update',
  },
  {
    row: 'A10',
    says: 'an equal bag beside a changed field is a patch',
    cached: { Name: 'value', xp: { key: 'value' } },
    incoming: { Name: 'patch', xp: { key: 'value' } },
    action: 'Patch',
  },
  {
    row: 'A11',
    says: 'the same record is ignored',
    cached: { Name: 'value', xp: { key: 'value' } },
    incoming: { Name: 'value', xp: { key: 'value' } },
    action: 'Ignore',
  },
  {
    row: 'A12',
    says: 'a changed field of a record without a bag is a patch',
    cached: { Name: 'name' },
    incoming: { Name: 'patch' },
    action: 'Patch',
  },
  {
    row: 'A13',
    says: 'an absent typed field keeps its value',
    cached: { Name: 'name', Active: true },
    incoming: { Name: 'patch' },
    action: 'Patch',
  },
  {
    row: 'A14',
    says: 'a field that is new is a patch',
    cached: { Name: 'name' },
    incoming: { Name: 'patch', Active: true },
    action: 'Patch',
  },
  {
    row: 'A15',
    says: 'nothing but an absent typed field is no difference',
    cached: { OptionCount: 5, Name: 'name' },
    incoming: { Name: 'name' },
    action: 'Ignore',
  },
  {
    row: 'A16',
    says: 'the same record without a bag is ignored',
    cached: { Name: 'name' },
    incoming: { Name: 'name' },
    action: 'Ignore',
  },
  { row: 'A17', says: 'no cached record is an update', cached: null, incoming: { Name: 'name' }, action: 'Update' },
  {
    row: 'D1',
    says: 'a boolean that turns is a patch',
    cached: { AutoForward: false },
    incoming: { AutoForward: true },
    action: 'Patch',
  },
  { row: 'D3', says: 'an id alone is no difference', cached: {}, incoming: {}, action: 'Ignore' },
  { row: 'D4', says: 'an id alone keeps the fields', cached: { OptionCount: 5 }, incoming: {}, action: 'Ignore' },
  {
    row: 'D5',
    says: 'another field added is a patch',
    cached: { OptionCount: 5 },
    incoming: { Required: true },
    action: 'Patch',
  },
  {
    row: 'D6',
    says: 'a field added and an attribute changed is a patch',
    cached: { OptionCount: 5, xp: { key: 'value' } },
    incoming: { Required: true, xp: { key: 'change' } },
    action: 'Patch',
  },
  {
    row: 'D7',
    says: 'a nested attribute added is a patch',
    cached: { xp: { key: 'value' } },
    incoming: { xp: { key: 'value', nested: { key: 'value' } } },
    action: 'Patch',
    operations: [{ op: 'add', path: '/attributes/nested', value: { key: 'value' } }],
  },
  {
    row: 'D8',
    says: 'a nested attribute with an array in it is added as one',
    cached: { xp: { key: 'value' } },
    incoming: { xp: { key: 'value', nested: { key: 'value', array: ['1', '2'] } } },
    action: 'Patch',
    operations: [{ op: 'add', path: '/attributes/nested', value: { key: 'value', array: ['1', '2'] } }],
  },
  {
    row: 'D9',
    says: 'a plain array that grew is replaced whole, and nothing beside it',
    cached: { xp: { key: 'value', nested: { key: 'value', array: ['1', '2'] } } },
    incoming: { xp: { key: 'value', nested: { key: 'value', array: ['1', '2', '3'] } } },
    action: 'Patch',
    operations: [{ op: 'replace', path: '/attributes/nested/array', value: ['1', '2', '3'], before: ['1', '2'] }],
  },
  {
    row: 'X1',
    says: 'a change that only removes is an update',
    cached: { xp: { Tax: tax } },
    incoming: { xp: { Tax: { Category: 'category', Code: 'code' } } },
    action: 'Update',
  },
  {
    row: 'E1',
    says: 'an emptied bag is an update',
    cached: { xp: { key: 'v' } },
    incoming: { xp: {} },
    action: 'Update',
  },
  {
    row: 'E2',
    says: 'a null bag is an emptied bag',
    cached: { xp: { key: 'v' } },
    incoming: { xp: null },
    action: 'Update',
  },
  { row: 'E3', says: 'an absent bag was not provided', cached: { xp: { key: 'v' } }, incoming: {}, action: 'Ignore' },
  {
    row: 'E4',
    says: 'one of two attributes removed is an update',
    cached: { xp: { key: 'v', b: 1 } },
    incoming: { xp: { key: 'v' } },
    action: 'Update',
  },
  {
    row: 'E5',
    says: 'a nested key that equals a root key is seen',
    cached: { xp: { ID: 'id', b: 1 } },
    incoming: { xp: { ID: 'id' } },
    action: 'Update',
  },
  {
    row: 'E6',
    says: 'a plain array that shrank is compared whole',
    cached: { xp: { a: [1, 2] } },
    incoming: { xp: { a: [1] } },
    action: 'Patch',
  },
  {
    row: 'E7',
    says: 'a plain array that was emptied is compared whole',
    cached: { xp: { a: [1, 2] } },
    incoming: { xp: { a: [] } },
    action: 'Patch',
  },
  {
    row: 'E8',
    says: 'an emptied nested object is an update',
    cached: { xp: { a: { b: 1 } } },
    incoming: { xp: { a: {} } },
    action: 'Update',
  },
  {
    row: 'E9',
    says: 'an object that becomes null is changed, not removed',
    cached: { xp: { a: { b: 1 } } },
    incoming: { xp: { a: null } },
    action: 'Patch',
  },
  {
    row: 'E10',
    says: 'a scalar that becomes null is changed',
    cached: { xp: { a: 1 } },
    incoming: { xp: { a: null } },
    action: 'Patch',
  },
  {
    row: 'E11',
    says: '3.0 and 3 are one number',
    cached: read('{"W":3.0}'),
    incoming: read('{"W":3}'),
    action: 'Ignore',
    operations: [],
  },
  {
    row: 'L1',
    says: 'a removed line is an update',
    cached: { lines: [{ id: '1' }, { id: '2' }] },
    incoming: { lines: [{ id: '2' }] },
    action: 'Update',
  },
  {
    row: 'L2',
    says: 'lines in another order are no difference',
    cached: { lines: [{ id: '1' }, { id: '2' }] },
    incoming: { lines: [{ id: '2' }, { id: '1' }] },
    action: 'Ignore',
  },
  {
    row: 'L3',
    says: 'a line keeps the fields that it does not name',
    cached: { lines: [{ id: '1', sku: 'A', quantity: '1' }] },
    incoming: { lines: [{ id: '1', quantity: '2' }] },
    action: 'Patch',
  },
  {
    row: 'L4',
    says: 'an emptied list of payments is an update',
    cached: { payments: [{ id: '1' }] },
    incoming: { payments: [] },
    action: 'Update',
  },
];
