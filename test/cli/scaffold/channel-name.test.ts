import { faultOfChannelName, spellName } from '../../../src/cli/scaffold/channel-name.js';

test.each([
  ['Shop-ify', /lower-case letters, digits and hyphens/],
  ['', /lower-case letters/],
  ['3cx', /beginning with a letter/],
  ['my_shop', /lower-case letters/],
  ['../shop', /lower-case letters/],
  ['shop\nify', /lower-case letters/],
  ['canonical', /must not be one of/],
  ['a'.repeat(25), /at most 24/],
  ['shop-', /hyphen stands between/],
  ['my--shop', /hyphen stands between/],
  ['kit', /taken/],
  ['contract', /taken/],
  ['define-channel', /taken/],
  ['class', /JavaScript/],
  ['default', /JavaScript/],
  ['await', /JavaScript/],
  ['process', /JavaScript/],
  ['global-this', /JavaScript/],
  ['eval', /JavaScript/],
])('the name %j is refused with the rule', (name, rule) => {
  expect(faultOfChannelName(name)).toMatch(rule);
  expect(faultOfChannelName(name)).toContain(JSON.stringify(name));
});

test.each(['acme', 'acme-pos', 'shop-2', 'x', 'a'.repeat(24), 'classy'])('the name %s is good', (name) => {
  expect(faultOfChannelName(name)).toBeNull();
});

test('a name is spelled for paths, code, types, people and environment variables', () => {
  expect(spellName('acme-pos-2')).toEqual({
    key: 'acme-pos-2',
    camel: 'acmePos2',
    pascal: 'AcmePos2',
    title: 'Acme pos 2',
    upper: 'ACME_POS_2',
  });
});
