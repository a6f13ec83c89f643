import { readFileSync } from 'node:fs';
import { createMappingPages } from '../../src/cli/mapping-pages.js';
import { traceMapping } from '../../src/cli/trace-mapping.js';
import { isJsonObject, type Json } from '../../src/diff/json.js';

const at = (raw: Json, name: string): Json => (isJsonObject(raw) ? (raw[name] ?? null) : null);

test('tells from which values of the payload a field comes, computed ones too', () => {
  const map = (raw: Json) => ({
    record: {
      id: String(at(raw, 'order_id')),
      total: Number(at(raw, 'net')) + Number(at(raw, 'tax')),
      lines: (at(raw, 'rows') as Json[]).map((row) => ({ sku: at(row, 'article') })),
      always: 'the same',
    },
    warnings: [],
  });
  const sample = { order_id: 7, net: '1', tax: '2', unused: 'x', rows: [{ article: 'A' }, { article: 'B' }] };
  expect(traceMapping({ map }, [sample], {})).toEqual([
    { field: 'id', from: ['order_id'] },
    { field: 'lines', from: ['rows[].article'] },
    { field: 'total', from: ['net', 'tax'] },
  ]);
});

test('takes a row whose id changes for the same row, and calls fields together that are named by what is in the payload', () => {
  const map = (raw: Json) => {
    const rows = at(raw, 'rows') as Json[];
    const more = at(raw, 'more') as Json[];
    const attributes = Object.fromEntries(more.map((one) => [`custom.${at(one, 'key')}`, at(one, 'value')]));
    return { record: { lines: rows.map((row) => ({ id: String(at(row, 'no')) })), attributes }, warnings: [] };
  };
  const sample = { rows: [{ no: 1 }, { no: 5 }], more: [{ key: 'Gift', value: 'yes' }] };
  expect(traceMapping({ map }, [sample], {})).toEqual([
    { field: 'attributes.custom.<key>', from: ['more[].key', 'more[].value'] },
    { field: 'lines[].id', from: ['rows[].no'] },
  ]);
});

test('tries the values that other samples have, so that a state is found that only some of them lead to', () => {
  const map = (raw: Json) => ({ record: { done: at(raw, 'state') === 'shipped' }, warnings: [] });
  const samples = ['open', 'shipped'].map((state) => ({ state }));
  expect(traceMapping({ map }, samples.slice(0, 1), {})).toEqual([]);
  expect(traceMapping({ map }, samples, {})).toEqual([{ field: 'done', from: ['state'] }]);
});

test('traces what is taken over as it is, and the last row of a list', () => {
  const map = (raw: Json) => {
    const last = (at(raw, 'rows') as Json[]).at(-1) ?? null;
    return { record: { kept: at(raw, 'bag'), last: at(last, 'price') }, warnings: [] };
  };
  const sample = { bag: { deep: 'a' }, rows: [{ price: '1' }, { price: '2' }, { price: '3' }] };
  expect(traceMapping({ map }, [sample], {})).toEqual([
    { field: 'kept.deep', from: ['bag.deep'] },
    { field: 'last', from: ['rows[].price'] },
  ]);
});

test('passes over what cannot be mapped with another value', () => {
  const map = (raw: Json) => {
    if (at(raw, 'currency') !== 'EUR') throw new Error('unknown currency');
    return { record: { note: at(raw, 'note') }, warnings: [] };
  };
  expect(traceMapping({ map }, [{ currency: 'EUR', note: 'n' }], {})).toEqual([{ field: 'note', from: ['note'] }]);
});

test.each(await createMappingPages())('docs/channels/$file is up to date (npm run docs)', ({ file, text }) => {
  expect(readFileSync(`docs/channels/${file}`, 'utf8')).toBe(text);
});
