import { readManifest } from '../../../../../src/local/sandbox/shopware/app/read-manifest.js';

const META = '<meta><name>App</name><label>App</label><author>A</author><copyright>C</copyright>';
const xml = (inner = '', meta = `${META}<version>1.0.0</version><license>MIT</license></meta>`) =>
  `<?xml version="1.0"?>\n<manifest>${meta}<setup><registrationUrl>https://a.example</registrationUrl><secret>s</secret></setup>${inner}</manifest>`;

test('a manifest is read as the shop reads it', () => {
  const inner =
    '<permissions><read>order</read></permissions><webhooks><webhook name="a" url="u?a&amp;b" event="order.written" onlyLiveVersion="true"/></webhooks>';
  expect(readManifest(xml(inner))).toEqual({
    name: 'App',
    version: '1.0.0',
    registrationUrl: 'https://a.example',
    secret: 's',
    permissions: ['order:read'],
    webhooks: [{ event: 'order.written', url: 'u?a&b', onlyLiveVersion: true }],
  });
});

test.each<[string, string, string]>([
  ['an element that is not closed', '<manifest><meta>', '<manifest> is not closed'],
  ['an element that closes nothing', '<manifest></meta>', '</meta> closes nothing'],
  ['a bare ampersand', xml('<permissions><read>a & b</read></permissions>'), 'is not an entity'],
  ['an attribute without quotes', xml('<webhooks><webhook name=a/></webhooks>'), 'not well-formed'],
  ['no name', xml('', '<meta></meta>'), 'needs one meta/label'],
  [
    'two webhooks of one name',
    xml('<webhooks><webhook name="a" url="u" event="e"/><webhook name="a" url="u" event="f"/></webhooks>'),
    'a name of its own',
  ],
  ['a webhook without an event', xml('<webhooks><webhook name="a" url="u"/></webhooks>'), 'needs a url and an event'],
])('a manifest with %s is refused', (_what, text, message) => {
  expect(() => readManifest(text)).toThrow(message);
});
