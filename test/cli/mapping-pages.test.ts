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

test('passes over what cannot be mapped with another value', () => {
  const map = (raw: Json) => {
    if (at(raw, 'currency') !== 'EUR') throw new Error('unknown currency');
    return { record: { note: at(raw, 'note') }, warnings: [] };
  };
  expect(traceMapping({ map }, [{ currency: 'EUR', note: 'n' }], {})).toEqual([{ field: 'note', from: ['note'] }]);
});

test.each(createMappingPages())('docs/channels/$file is up to date (npm run docs)', ({ file, text }) => {
  expect(readFileSync(`docs/channels/${file}`, 'utf8')).toBe(text);
});
