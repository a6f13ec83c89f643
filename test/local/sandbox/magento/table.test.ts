import { createTable } from '../../../../src/local/sandbox/magento/table.js';

interface Row {
  id: number;
  name: string | null;
}

function namedTable() {
  const rendered: number[] = [];
  const table = createTable<Row, { id: number; name: string | null }>({
    idOf: (row) => row.id,
    render: (row) => {
      rendered.push(row.id);
      return { ...row };
    },
    columns: new Set(['entity_id', 'name']),
    plain: { entity_id: (row) => row.id },
  });
  return { table, rendered };
}

test('a row is rendered when it is shown, once until it changes', () => {
  const { table, rendered } = namedTable();
  table.put({ id: 3, name: 'a' });
  expect([table.column(3, 'entity_id'), rendered]).toEqual([3, []]);
  expect([table.show(3), table.show(3), table.column(3, 'name')]).toEqual([
    { id: 3, name: 'a' },
    { id: 3, name: 'a' },
    'a',
  ]);
  table.put({ id: 3, name: 'b' });
  expect([table.show(3), rendered]).toEqual([{ id: 3, name: 'b' }, [3, 3]]);
});

test('a row that is gone is no longer there', () => {
  const { table } = namedTable();
  table.put({ id: 1, name: null });
  table.put({ id: 2, name: null });
  table.remove(1);
  expect([table.ids(), table.show(1), table.column(1, 'name'), table.column(2, 'name')]).toEqual([
    [2],
    undefined,
    null,
    null,
  ]);
});

test('the revision grows with every change', () => {
  const { table } = namedTable();
  const revisions = [table.revision()];
  table.put({ id: 1, name: null });
  revisions.push(table.revision());
  table.put({ id: 1, name: 'x' });
  revisions.push(table.revision());
  table.remove(1);
  expect([...revisions, table.revision()]).toEqual([0, 1, 2, 3]);
});

test('only so many rendered rows are kept', () => {
  const { table, rendered } = namedTable();
  for (let id = 1; id <= 6_001; id += 1) {
    table.put({ id, name: null });
    table.show(id);
  }
  table.show(6_001);
  expect(rendered).toHaveLength(6_001);
  table.show(1);
  expect(rendered).toHaveLength(6_002);
});
