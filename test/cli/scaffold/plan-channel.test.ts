import { readFileSync } from 'node:fs';
import { UsageError } from '../../../src/cli/output/failure.js';
import { type ChannelRequest, planChannel, type Tree } from '../../../src/cli/scaffold/plan-channel.js';
import { flatOrder, tillPage, webShopList, wrappedOrder } from './samples.js';

/** This tree, with and without some files. */
const tree = (changes: Record<string, string | null> = {}): Tree => ({
  has: (path) => changes[path] !== undefined,
  read: (path) => (changes[path] === undefined ? readFileSync(path, 'utf8') : changes[path]),
});

function plan(request: Partial<ChannelRequest> & { shown?: unknown } = {}, into = tree()) {
  const { shown, ...rest } = request;
  const sample = shown === undefined ? null : JSON.stringify(shown);
  return planChannel({ name: 'acme', sample, auth: 'bearer', paging: undefined, ...rest }, into);
}

test('a channel is four files, its sandbox, its demo shop, and tests with fixtures', () => {
  const { created, changed } = plan();
  expect(Object.keys(created)).toEqual(
    expect.arrayContaining([
      ...['index', 'schema', 'map', 'client'].map((file) => `src/channels/acme/${file}.ts`),
      'src/local/sandbox/acme/server.ts',
      'src/local/stack/demo-acme.ts',
      'test/channels/acme/contract.test.ts',
      'test/channels/acme/fixtures/order.json',
    ]),
  );
  expect(Object.keys(changed)).toEqual(['src/channels/index.ts', 'src/local/stack/demo-shops.ts']);
  expect(changed['src/channels/index.ts']).toContain("import { acme } from './acme/index.js';\n");
  expect(changed['src/local/stack/demo-shops.ts']).toContain('[demoAcme, ');
});

test.each([
  ['a page with a token', tillPage, 'cursor'],
  ['a list', webShopList, 'page'],
  ['an order', flatOrder, 'page'],
])('%s tells how the channel pages', (_what, shown, paging) => expect(plan({ shown }).paging).toBe(paging));

test('what is chosen goes before what the sample tells', () => {
  expect(plan({ shown: tillPage, paging: 'link' }).paging).toBe('link');
});

test('the place of the list and of the token come from the sample', () => {
  const client = plan({ shown: tillPage }).created['src/channels/acme/client.ts'];
  expect(client).toContain("answer.read('meta.next_cursor')");
  expect(client).toContain(".text, 'orders')");
});

test('an order in a wrapper is told', () => {
  expect(plan({ shown: wrappedOrder }).draft.check).toEqual(
    expect.arrayContaining([expect.stringContaining('stands in order')]),
  );
});

test('nothing that the sample says of people, and no amount, is kept', () => {
  const { created } = plan({
    shown: [{ ...tillPage.orders[0], billing: webShopList[0]?.billing, note: 'By the door', campaign: 'Top secret' }],
  });
  const text = Object.values(created).join('\n');
  for (const own of [
    'real@person',
    'Real Person',
    'r@p.test',
    "Street 1'",
    'P-5',
    "1.000,00'",
    'By the door',
    'Top secret',
    '2026-11-19',
  ])
    expect(text.replaceAll('Example Street 1', '')).not.toContain(own);
});

test.each<[string, Partial<ChannelRequest>, Tree, RegExp]>([
  ['a bad name', { name: 'Shop-ify' }, tree(), /lower-case letters, digits and hyphens/],
  ['a channel that is there', {}, tree({ 'src/channels/acme': '' }), /src\/channels\/acme is there already/],
  ['a sandbox that is there', {}, tree({ 'src/local/sandbox/acme': '' }), /sandbox\/acme is there already/],
  ['tests that are there', {}, tree({ 'test/channels/acme': '' }), /test\/channels\/acme is there already/],
  ['a name that is registered otherwise', { name: 'magento-2' }, tree(), /has magento2 already/],
  ['a folder that is no tree', {}, tree({ 'src/channels/index.ts': null }), /There is no src\/channels\/index.ts/],
  ['a sample without an order', { sample: '{"a":1}' }, tree(), /nothing that looks like an order/],
])('%s is refused as a wrong call', (_what, request, into, message) => {
  const wrong = () => plan(request, { ...into, has: (path) => into.has(path) && into.read(path) !== null });
  expect(wrong).toThrow(UsageError);
  expect(wrong).toThrow(message);
});
