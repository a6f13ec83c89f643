import { register } from '../../../src/cli/scaffold/register.js';

const file = `import type { Channel } from '../ports/channel.js';
import { api } from './api/index.js';
import { shop10 } from './shop-10/index.js';

/** Every channel. */
export const channels: readonly Channel[] = [api, shop10];
`;

const add = (name: string, key: string, text = file) =>
  register(text, { name, module: `./${key}/index.js`, list: 'channels' });

test.each([
  ['acme', 'acme', ['acme', 'api', 'shop-10'], '[acme, api, shop10]'],
  ['shop2', 'shop-2', ['api', 'shop-2', 'shop-10'], '[api, shop10, shop2]'],
  ['zeta', 'zeta', ['api', 'shop-10', 'zeta'], '[api, shop10, zeta]'],
])('%s is imported and listed in its sorted place', (name, key, modules, list) => {
  const text = add(name, key) ?? '';
  expect([...text.matchAll(/'\.\/(.+)\/index\.js'/g)].map(([, one]) => one)).toEqual(modules);
  expect(text).toContain(`channels: readonly Channel[] = ${list};`);
  expect(text).toContain('\n\n/** Every channel. */\n');
});

test('a list that gets too long is broken, one name a line, and can be added to', () => {
  let text: string | null = file;
  for (let at = 0; at < 12; at += 1) text = add(`channelNumber${at}`, `channel-number-${at}`, text ?? '');
  expect(text).toContain('= [\n  api,\n  channelNumber0,\n');
  expect(Math.max(...(text ?? '').split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
});

test.each([
  ['a name that is there', 'api', file],
  ['a name that the file uses otherwise', 'channels', file],
  ['a file without the list', 'acme', "import { x } from './x.js';\n"],
  ['a list that is not as expected', 'acme', file.replace('[api, shop10]', 'all([api])')],
])('%s is null', (_what, name, text) => expect(add(name, name, text)).toBeNull());
