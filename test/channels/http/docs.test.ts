import { readFileSync } from 'node:fs';
import { fieldNames } from '../../../src/channels/http/orders/words.js';
import { httpSettings } from '../../../src/channels/http/schema.js';
import { findChannel } from '../../../src/channels/index.js';
import { validateProfile } from '../../../src/orchestration/validate-profile.js';

const page = readFileSync('docs/channels/http.md', 'utf8');

test('the profile of the page is a good one', () => {
  const [, text = ''] = /<<EOF\n([\s\S]*?)\nEOF/.exec(page) ?? [];
  const profile = JSON.parse(text.replace('$POS', 'http://127.0.0.1:4000')) as unknown;
  expect(validateProfile(profile, findChannel)).toMatchObject({ ok: true });
  expect(text.split('\n').length).toBeLessThanOrEqual(12);
});

test('the page names every setting, every field and every way of paging, and each example of paging is a good one', () => {
  const settings = Object.keys(httpSettings.shape).filter((name) => name !== 'resources');
  const fields = fieldNames.map((name) => name.split('.').at(-1) ?? name);
  expect([...settings, ...fields].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  const examples = [...page.matchAll(/`(\{ "by": .*?\})`/g)].map(([, text = '']) => JSON.parse(text) as { by: string });
  expect(examples.map(({ by }) => by)).toEqual(['page', 'offset', 'cursor', 'link']);
  for (const paging of examples) {
    const orders = { path: 'orders', paging };
    expect(httpSettings.safeParse({ baseUrl: 'https://a.test', resources: { orders } }).success).toBe(true);
  }
});
