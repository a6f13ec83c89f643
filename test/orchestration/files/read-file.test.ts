import { PipelineError } from '../../../src/model/errors.js';
import type { FlatFile } from '../../../src/model/flat-file.js';
import { dropFile } from '../../../src/orchestration/files/drop-file.js';
import { readFile } from '../../../src/orchestration/files/read-file.js';
import { sweepFiles } from '../../../src/orchestration/files/sweep-files.js';
import { reprocess } from '../../../src/orchestration/reprocess.js';
import { retryDeadLetters } from '../../../src/orchestration/retry-dead-letters.js';
import { sweepQueue } from '../../../src/orchestration/sweep-queue.js';
import { apiProfile, createWorld, drain, type World } from '../world.js';

const prices = {
  name: 'prices',
  type: 'product',
  pattern: 'preise-*.csv',
  numbers: { decimal: ',', thousands: '.' },
  fields: { id: 'Artikel', sku: 'Artikel', name: 'Bezeichnung', 'prices.EUR': 'VK' },
};
const orders = {
  name: 'orders',
  type: 'order',
  pattern: 'bestellungen*.csv',
  groupBy: 'Nummer',
  dates: { order: 'dmy' },
  fields: {
    id: 'Nummer',
    number: 'Nummer',
    status: 'Status',
    currency: 'Waehrung',
    placedAt: 'Datum',
    'customer.email': 'Mail',
    'lines[].sku': 'SKU',
    'lines[].quantity': 'Menge',
    'lines[].total': 'Summe',
    'totals.grand': 'Gesamt',
  },
  defaults: { currency: 'EUR' },
};
const worldWith = (...files: object[]): World => createWorld([apiProfile({ files })]);

/** Puts a file as another system would, and reads it to its end. */
async function drop(world: World, name: string, content: string | Buffer): Promise<FlatFile> {
  world.clock.advance(2_000);
  const blob = world.ports.drop.place(`shop-a/${name}`, content);
  await readFile(world.ports, blob.name);
  return world.ports.files.all().at(-1) as FlatFile;
}

const records = (world: World) => world.ports.store.items().map(({ record }) => record);
const outcomes = (world: World) => world.ports.events.events().map(({ outcome }) => outcome);

test('rows become records, whose cells are mapped by the layout', async () => {
  const world = worldWith(prices);
  const file = await drop(world, 'preise-1.csv', 'Artikel;Bezeichnung;VK;Lager\nA;Hemd;1.234,50;7\nB;Hose;9,9;\n');
  expect(file).toMatchObject({
    status: 'done',
    layout: 'prices',
    type: 'product',
    counts: { rows: 2, queued: 2, bad: 0 },
    ignoredColumns: ['Lager'],
  });
  await drain(world);
  expect(records(world)).toMatchObject([
    { id: 'A', sku: 'A', name: 'Hemd', prices: [{ id: 'EUR', currency: 'EUR', amount: '1234.50' }] },
    { id: 'B', prices: [{ amount: '9.90' }] },
  ]);
});

test.each<[string, string, string, object]>([
  [
    'stock by its headers',
    'stock-1.csv',
    'sku,location,quantity\nA,Main,7\n',
    { id: 'A@Main', sku: 'A', quantity: '7' },
  ],
  [
    'stock without places',
    'stock.csv',
    'SKU;Quantity;CountedAt\nA;7;2026-11-20\n',
    { id: 'A', quantity: '7', countedAt: '2026-11-20T00:00:00Z' },
  ],
  [
    'products by their headers',
    'products.csv',
    'sku,name,prices.EUR,prices.USD,attributes.colour\nA,Shirt,10.00,,red\n',
    { id: 'A', prices: [{ id: 'EUR' }], attributes: { colour: 'red' } },
  ],
  ['formulas as they are', 'products.csv', 'sku,name\nA,"=HYPERLINK(""x"")"\n', { name: '=HYPERLINK("x")' }],
  ['canonical lines', 'products.ndjson', '{"id":"A","name":"Shirt"}\n', { id: 'A', name: 'Shirt' }],
])('without a layout of its own a profile reads %s', async (_name, name, content, expected) => {
  const world = createWorld();
  expect(await drop(world, name, content)).toMatchObject({ status: 'done', counts: { queued: 1, bad: 0 } });
  await drain(world);
  expect(records(world)).toMatchObject([expected]);
});

test('an absent column and an empty cell leave the field as it was; a layout may have empty cells clear it', async () => {
  const world = createWorld();
  await drop(world, 'products.csv', 'sku,name,description\nA,Shirt,Long\nB,Shirt,Long\n');
  await drain(world);
  await drop(world, 'products.csv', 'sku,description\nA,\nB,Short\n');
  await drain(world);
  expect(records(world)).toMatchObject([
    { name: 'Shirt', description: 'Long' },
    { name: 'Shirt', description: 'Short' },
  ]);
  const clearing = worldWith({ name: 'product', type: 'product', emptyCells: 'clear' });
  await drop(clearing, 'products.csv', 'sku,name,description,active\nA,Shirt,Long,no\n');
  await drain(clearing);
  await drop(clearing, 'products.csv', 'sku,description,active\nA,,\n');
  await drain(clearing);
  expect(records(clearing)).toMatchObject([{ name: 'Shirt', description: null, active: true }]);
});

const orderRows = [
  'Nummer;Status;Datum;Mail;SKU;Menge;Summe;Gesamt',
  '1;neu;24.12.2026 08:30;a@example.com;A;2;20.00;25.00',
  '1;neu;24.12.2026 08:30;a@example.com;B;1;5.00;25.00',
  '2;neu;24.12.2026 09:00;b@example.com;A;1;10.00;10.00',
];

test('rows of one order that follow each other are one order with its lines', async () => {
  const world = worldWith(orders);
  expect(await drop(world, 'bestellungen.csv', orderRows.join('\n'))).toMatchObject({ counts: { rows: 3, queued: 2 } });
  await drain(world);
  expect(records(world)).toMatchObject([
    {
      id: '1',
      placedAt: '2026-12-24T08:30:00Z',
      customer: { email: 'a@example.com' },
      lines: [
        { id: '1', sku: 'A', quantity: '2' },
        { id: '2', sku: 'B' },
      ],
      totals: { grand: '25.00' },
    },
    { id: '2', lines: [{ sku: 'A' }] },
  ]);
});

test('an order never loses a line to a bad row or to a row that stands apart: it is a dead letter', async () => {
  const world = worldWith(orders);
  const [header = '', first = '', second = '', third = ''] = orderRows;
  const other = (id: string) => third.replace(/^2/, id);
  const rows = [header, first, 'bad', second, third, other('3'), other('3'), other('4'), second];
  const file = await drop(world, 'bestellungen.csv', rows.join('\n'));
  expect(file.problems.map(({ line, code }) => `${line} ${code}`)).toEqual([
    '2 row_invalid',
    '3 row_invalid',
    '4 row_invalid',
    '9 row_apart',
  ]);
  await drain(world);
  expect(records(world).map(({ id }) => id)).toEqual(['2', '3', '4']);
});

const badRows = [
  'Artikel;Bezeichnung;VK',
  'A;Hemd;1,00',
  'B;Hose',
  'C;Rock;zehn',
  ';Hut;1,00',
  `D;${'x'.repeat(1_100_000)};1,00`,
  'E;"Schal;1,00',
  'F;Schuh;2,00',
];

test('each bad row is told with its line, is a dead letter with what it held, and the others go through', async () => {
  const world = worldWith(prices);
  const file = await drop(world, 'preise-1.csv', badRows.join('\n'));
  expect(file).toMatchObject({ status: 'done', counts: { rows: 7, queued: 2, bad: 5 } });
  expect(file.problems.map(({ line, code }) => `${line} ${code}`)).toEqual([
    '3 row_invalid',
    '4 mapping_failed',
    '5 record_id_missing',
    '6 row_too_large',
    '7 row_invalid',
  ]);
  expect(file.problems[1]?.message).toBe('Line 4: VK is not a decimal number');
  expect(file.problemCounts).toEqual({ row_invalid: 2, mapping_failed: 1, record_id_missing: 1, row_too_large: 1 });
  await drain(world);
  expect(records(world).map(({ id }) => id)).toEqual(['A', 'F']);
  expect(outcomes(world).filter((one) => one === 'dead-lettered')).toHaveLength(5);
});

test('rows that do not fit are applied once the layout is mended, and mapped again where they did', async () => {
  const world = worldWith(prices);
  await drop(world, 'preise-1.csv', 'Artikel;Bezeichnung;VK;Nr\nA;Hemd;1,00;7\n;Rock;2,00;8\n');
  await drain(world);
  expect(records(world)).toHaveLength(1);
  const mended = { ...prices, fields: { ...prices.fields, id: 'Nr', description: 'Bezeichnung' } };
  await world.ports.profiles.put(apiProfile({ files: [mended] }));
  expect(await retryDeadLetters(world.ports, { all: true })).toMatchObject({ queued: 1 });
  await drain(world);
  expect(records(world)).toMatchObject([{ id: 'A' }, { id: '8', description: 'Rock', prices: [{ amount: '2.00' }] }]);
  await world.ports.profiles.put(apiProfile({ files: [{ ...prices, fields: { ...prices.fields, name: 'Nr' } }] }));
  expect(await reprocess(world.ports, { profileId: 'shop-a', dryRun: false })).toMatchObject({
    changed: 1,
    failed: [{}],
  });
  await drain(world);
  expect(records(world)[0]).toMatchObject({ id: 'A', name: '7' });
});

test('rows whose layout is gone are tried again, as their profile may just not be seen yet', async () => {
  const world = worldWith(prices);
  await drop(world, 'preise-1.csv', 'Artikel;Bezeichnung;VK\nA;Hemd;1,00\n');
  await world.ports.profiles.put(apiProfile());
  await drain(world);
  expect(records(world)).toEqual([]);
  await world.ports.profiles.put(apiProfile({ files: [prices] }));
  world.clock.advance(60_000);
  const createHttp = (): never => {
    throw new Error('nothing is pulled here');
  };
  expect(await sweepQueue({ ...world.ports, createHttp })).toMatchObject({ requeued: 1 });
  await drain(world);
  expect(records(world)).toMatchObject([{ id: 'A' }]);
});

test('the same content again is a duplicate; after other content it is wanted again', async () => {
  const world = createWorld();
  const count = (quantity: number) => `sku,quantity\nA,${quantity}\n`;
  const first = await drop(world, 'stock-1.csv', count(5));
  expect(await drop(world, 'stock-2.csv', count(5))).toMatchObject({ status: 'duplicate', duplicateOf: first.id });
  expect(await drop(world, 'stock-1.csv', count(3))).toMatchObject({ status: 'done' });
  expect(await drop(world, 'stock-2.csv', count(5))).toMatchObject({ status: 'done' });
  await drain(world);
  expect(records(world)).toMatchObject([{ quantity: '5' }]);
  expect(world.ports.events.events()).toHaveLength(3);
});

test('a later file wins whichever is read first, also where its records have no version', async () => {
  const world = createWorld();
  const old = world.ports.drop.place('shop-a/stock-1.csv', 'sku,quantity\nA,1\n');
  world.clock.advance(1_000);
  const young = world.ports.drop.place('shop-a/stock-2.csv', 'sku,quantity\nA,2\n');
  for (const { name } of [young, old]) await readFile(world.ports, name);
  await drain(world);
  expect(records(world)).toMatchObject([{ quantity: '2' }]);
});

test.each<[string, string, string | Buffer, string]>([
  ['no layout', 'shop-a/whatever.csv', 'a,b\n1,2\n', 'file_layout_unknown'],
  ['no text', 'shop-a/stock.csv', Buffer.from('504b03041400', 'hex'), 'file_not_text'],
  ['no usable header', 'shop-a/stock.csv', '<html><body>\n', 'file_header_invalid'],
  ['no column of the id', 'shop-a/preise-1.csv', 'SKU;VK\nA;1\n', 'file_header_invalid'],
  ['no profile', 'nobody/stock.csv', 'sku,quantity\nA,1\n', 'profile_unknown'],
  ['no folder', 'stock.csv', 'sku,quantity\nA,1\n', 'profile_unknown'],
  ['too many bytes', 'shop-a/stock.csv', 'x'.repeat(10_000_001), 'file_too_large'],
  ['a folder that is no profile id', 'Shop A/../stock', 'sku,quantity\nA,1\n', 'file_name_invalid'],
])('a file with %s stays where it is, and says why', async (_name, name, content, code) => {
  const world = worldWith(prices);
  const put = async () => readFile(world.ports, world.ports.drop.place(name, content).name);
  if (code === 'file_name_invalid') return expect(put).rejects.toMatchObject({ code });
  expect(await put()).toMatchObject({ status: 'failed' });
  const [file] = world.ports.files.all();
  expect(file?.error?.code).toBe(code);
  world.clock.advance(30 * 86_400_000);
  await sweepFiles(world.ports);
  expect(await world.ports.drop.find(name)).not.toBeNull();
  // Made a new version, it is tried again.
  await world.ports.profiles.put(apiProfile({ id: 'nobody' }));
  await world.ports.drop.touch(name);
  expect(await readFile(world.ports, name)).toMatchObject({
    status: code === 'profile_unknown' && name.includes('/') ? 'done' : 'failed',
  });
});

test('a file that is bad for the most part is given up, and what was good stays', async () => {
  const world = createWorld();
  const rows = Array.from({ length: 9_000 }, (_, at) => (at < 10 ? `A${at},${at}` : `A${at},many`));
  const file = await drop(world, 'stock.csv', `sku,quantity\n${rows.join('\n')}\n`);
  expect(file).toMatchObject({ status: 'failed', error: { code: 'file_too_bad' }, counts: { queued: 10 } });
  expect(file.problems).toHaveLength(100);
});

/** A wave is small, so that a short file has several. */
const pace = { budgetMs: 240_000, waveRows: 500 };
const long = `sku,quantity\n${Array.from({ length: 2_000 }, (_, at) => (at % 500 === 7 ? `A${at},x` : `A${at},${at}`)).join('\n')}\n`;

/** What came of a file: every arrival in the queue, by event id, and the dead letters. */
async function arrivals(world: World): Promise<{ ids: string[]; records: Set<string> }> {
  const ids: string[] = [];
  const found = new Set<string>();
  for await (const { name } of world.ports.queue.list()) {
    const { body } = (await world.ports.queue.read(name)) ?? { body: '' };
    for (const line of body.split('\n').filter((one) => one !== '')) {
      const { eventId, recordId } = JSON.parse(line) as { eventId: string; recordId: string };
      ids.push(eventId);
      found.add(recordId);
    }
  }
  return { ids, records: found };
}

test('a run whose time is up leaves the rest to the sweeper, which goes on where it stood', async () => {
  const world = createWorld();
  const { name } = world.ports.drop.place('shop-a/stock.csv', long);
  const put: typeof world.ports.queue.put = (...given) => {
    world.clock.advance(60_000);
    return world.ports.queue.put(...given);
  };
  const late = { ...world.ports, queue: { ...world.ports.queue, put } };
  expect(await readFile(late, name, pace)).toMatchObject({ status: 'reading' });
  const [begun] = world.ports.files.all();
  expect(begun?.counts.rows).toBeGreaterThan(499);
  expect(begun?.counts.rows).toBeLessThan(2_000);
  for (let sweeps = 0; sweeps < 10; sweeps += 1) {
    world.clock.advance(120_000);
    await sweepFiles(world.ports);
  }
  expect(world.ports.files.all()).toMatchObject([{ status: 'done', counts: { rows: 2_000, queued: 1_996, bad: 4 } }]);
  const { ids } = await arrivals(world);
  expect(new Set(ids).size).toBe(1_996);
  expect(ids).toHaveLength(1_996);
});

test('a run that dies at any write is taken up again: no row is lost, none is counted or arrives twice', async () => {
  for (let deadline = 1; ; deadline += 1) {
    const world = createWorld();
    const { name } = world.ports.drop.place('shop-a/stock.csv', long);
    let writes = 0;
    const dying =
      <A extends unknown[], R>(write: (...given: A) => Promise<R>, after: boolean) =>
      async (...given: A) => {
        if (writes >= deadline) throw new PipelineError('blob_unavailable', 'died');
        const done = after ? await write(...given) : null;
        writes += 1;
        if (writes >= deadline) throw new PipelineError('blob_unavailable', 'died');
        return after ? (done as R) : write(...given);
      };
    const files = {
      ...world.ports.files,
      async hold(fresh: FlatFile) {
        const held = await world.ports.files.hold(fresh);
        return (
          held && {
            ...held,
            get file() {
              return held.file;
            },
            save: dying(held.save, deadline % 2 === 0),
          }
        );
      },
    };
    const queue = { ...world.ports.queue, put: dying(world.ports.queue.put, deadline % 2 === 0) };
    const died = await readFile({ ...world.ports, files, queue }, name, pace).then(
      () => false,
      () => true,
    );
    world.ports.files.forgetLeases();
    // What was queued by then may be done and gone.
    const before = await arrivals(world);
    if (deadline % 3 === 0) await drain(world);
    await readFile(world.ports, name, pace);
    const after = await arrivals(world);
    expect(world.ports.files.all()).toMatchObject([{ status: 'done', counts: { rows: 2_000, queued: 1_996, bad: 4 } }]);
    expect(new Set([...before.records, ...after.records]).size).toBe(1_996);
    expect(new Set([...before.ids, ...after.ids]).size).toBe(1_996);
    if (!died) return;
    expect(deadline).toBeLessThan(100);
  }
}, 60_000);

test('two runs never read one file at once, and one that ended is not read again', async () => {
  const world = createWorld();
  const { name } = world.ports.drop.place('shop-a/stock.csv', 'sku,quantity\nA,1\n');
  const both = await Promise.all([readFile(world.ports, name), readFile(world.ports, name)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['busy', 'done']);
  expect(await readFile(world.ports, name)).toMatchObject({ status: 'done', message: 'The file was read before' });
  expect(await readFile(world.ports, 'shop-a/none.csv')).toMatchObject({ status: 'gone' });
});

test('a file that is overwritten while it is read ends as replaced, and the new one is a file of its own', async () => {
  const world = createWorld();
  const { name } = world.ports.drop.place('shop-a/stock.csv', long);
  const put = world.ports.queue.put;
  let puts = 0;
  const queue = {
    ...world.ports.queue,
    async put(...given: Parameters<typeof put>) {
      puts += 1;
      if (puts === 1) world.ports.drop.place(name, 'sku,quantity\nA1,5\n');
      return put(...given);
    },
  };
  expect(await readFile({ ...world.ports, queue }, name, pace)).toMatchObject({ status: 'failed' });
  expect(world.ports.files.all()[0]?.error?.code).toBe('file_replaced');
  expect(await readFile(world.ports, name)).toMatchObject({ status: 'done', queued: 1 });
});

test('a file that was read is deleted once it was kept long enough', async () => {
  const world = createWorld();
  await drop(world, 'stock.csv', 'sku,quantity\nA,1\n');
  world.clock.advance(6 * 86_400_000);
  expect(await sweepFiles(world.ports)).toEqual({ read: 0, deleted: 0, failed: 0 });
  world.clock.advance(86_400_000 + 1);
  expect(await sweepFiles(world.ports)).toEqual({ read: 0, deleted: 1, failed: 0 });
  expect(await world.ports.drop.find('shop-a/stock.csv')).toBeNull();
  expect(world.ports.files.all()).toMatchObject([{ status: 'done' }]);
});

test('the sweeper reads what the trigger forgot, and one file that fails does not stop the others', async () => {
  const world = createWorld();
  world.ports.drop.place('shop-a/stock-1.csv', 'sku,quantity\nA,1\n');
  world.ports.drop.place('shop-a/stock-2.csv', 'sku,quantity\nA,2\n');
  expect(await sweepFiles(world.ports)).toEqual({ read: 0, deleted: 0, failed: 0 });
  world.clock.advance(120_000);
  const broken = {
    ...world.ports.drop,
    find: (name: string) => (name.endsWith('1.csv') ? Promise.reject(new Error('down')) : world.ports.drop.find(name)),
  };
  expect(await sweepFiles({ ...world.ports, drop: broken })).toEqual({ read: 1, deleted: 0, failed: 1 });
  expect(await sweepFiles(world.ports)).toEqual({ read: 1, deleted: 0, failed: 0 });
});

describe('a file that is sent', () => {
  async function* chunks(...texts: string[]) {
    for (const text of texts) yield Buffer.from(text);
  }
  const send = (world: World, content: string, changes: object = {}) =>
    dropFile(world.ports, {
      profile: apiProfile(),
      chunks: chunks(content),
      type: 'stock',
      format: 'csv',
      idempotencyKey: null,
      ...changes,
    });

  test('waits, is found by its id, and is read as it was sent', async () => {
    const world = createWorld();
    const file = await send(world, 'sku,quantity\nA,1\n');
    expect(file).toMatchObject({ status: 'waiting', profileId: 'shop-a' });
    await readFile(world.ports, `${file.profileId}/${file.name}`);
    expect(await world.ports.files.read('shop-a', file.id)).toMatchObject({
      status: 'done',
      type: 'stock',
      counts: { queued: 1 },
    });
  });

  test('is read with the layout that its name means, however many its type has', async () => {
    const profile = apiProfile({ files: [{ ...prices, name: 'other', pattern: 'other-*' }, prices] });
    const world = createWorld([profile]);
    const content = 'Artikel;Bezeichnung;VK\nA;Hemd;1,00\n';
    const file = await send(world, content, { profile, name: 'preise-7.csv', type: undefined });
    await readFile(world.ports, `${file.profileId}/${file.name}`);
    expect(await world.ports.files.read('shop-a', file.id)).toMatchObject({ status: 'done', layout: 'prices' });
  });

  test('with a key is put once, and the key is refused for another content', async () => {
    const world = createWorld();
    const first = await send(world, 'sku,quantity\nA,1\n', { idempotencyKey: 'k' });
    expect((await send(world, 'sku,quantity\nA,1\n', { idempotencyKey: 'k' })).id).toBe(first.id);
    await expect(send(world, 'sku,quantity\nA,2\n', { idempotencyKey: 'k' })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
  });

  test.each<[string, object[], object, RegExp]>([
    ['a layout that there is not', [], { layout: 'none' }, /no layout "none"/],
    ['a layout of another type', [prices], { layout: 'prices' }, /is for product, not for stock/],
    [
      'one of several layouts',
      [
        { name: 'a', type: 'stock' },
        { name: 'b', type: 'stock' },
      ],
      {},
      /name one: a, b/,
    ],
  ])('names %s and is refused at once', async (_name, files, changes, message) => {
    await expect(send(createWorld(), 'x', { profile: apiProfile({ files }), ...changes })).rejects.toMatchObject({
      code: 'file_layout_unknown',
      message: expect.stringMatching(message),
    });
  });
});
