import { baseUrl } from '../../../src/channels/kit/base-url.js';

const address = baseUrl({ description: 'The address' });
const bare = baseUrl({ description: 'The address', isBare: true });

test.each(['https://shop.example', 'https://shop.example/index.php', 'http://localhost:8080/', 'http://127.0.0.1:1/a'])(
  '%s is an address',
  (text) => {
    expect(address.parse(text)).toBe(text);
  },
);

test.each([
  'http://shop.example',
  'ftp://shop.example',
  'https://user:secret@shop.example',
  'https://shop.example/?key=secret',
  'https://shop.example/?',
  'https://shop.example/#',
  'shop.example',
  '',
  `https://shop.example/${'a'.repeat(2_000)}`,
])('%s is none', (text) => {
  expect(address.safeParse(text).success).toBe(false);
});

test('an origin alone has no path', () => {
  expect(bare.safeParse('https://shop.example/').success).toBe(true);
  expect(bare.safeParse('https://shop.example/admin').error?.issues[0]?.message).toMatch(/^must be the https address/);
});
