import { checkChannelUrl } from '../../../src/channels/kit/channel-url.js';

const refused = expect.objectContaining({ code: 'channel_url_refused' });

/** The origin is taken as the profile's own, so that only the address itself can be at fault. */
function check(url: string, allowPrivate = false) {
  const allowedOrigin = URL.canParse(url) ? new URL(url).origin : 'https://shop.example';
  return () => checkChannelUrl(url, { allowedOrigin, allowPrivate });
}

function thrown(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error;
  }
}

describe('a channel URL', () => {
  test.each([
    'https://127.0.0.1/rest',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://0/',
    'https://①②⑦.⓪.⓪.①/',
    'https://169.254.169.254/metadata/instance',
    'https://168.63.129.16/machine',
    'https://10.1.2.3/',
    'https://100.64.1.1/',
    'https://192.168.0.10:8443/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:169.254.169.254]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[fd00:ec2::254]/',
    'https://[fe80::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://user@evil@127.0.0.1/',
    'https://user:secret@shop.example/',
    'https://shop.example@127.0.0.1/',
    'http://shop.example/',
    'ftp://shop.example/',
    'file:///etc/passwd',
    'data:text/plain,x',
    'javascript:alert(1)',
    '//shop.example/x',
    '/rest/V1',
    '',
  ])('is refused: %s', (url) => {
    expect(thrown(check(url))).toEqual(refused);
  });

  test.each([
    'http://shop.example/',
    'https://shop.example:8443/',
    'https://shop.example.evil.test/',
    'https://evil.test/https://shop.example/',
    'https://other.example/',
  ])('is refused outside the origin of the profile: %s', (url) => {
    const target = { allowedOrigin: 'https://shop.example', allowPrivate: true };
    expect(thrown(() => checkChannelUrl(url, target))).toEqual(refused);
  });

  test.each(['https://shop.example/rest/V1/orders?a=1', 'https://SHOP.example:443/rest', 'https://shop.example/../x'])(
    'is taken on the origin of the profile: %s',
    (url) => {
      const target = { allowedOrigin: 'https://shop.example/index.php', allowPrivate: false };
      expect(checkChannelUrl(url, target).origin).toBe('https://shop.example');
    },
  );

  test('may be plain http and private in a local run, never another scheme', () => {
    expect(check('http://127.0.0.1:8080/', true)().port).toBe('8080');
    expect(thrown(check('ftp://127.0.0.1/', true))).toEqual(refused);
    expect(thrown(check('http://user@127.0.0.1/', true))).toEqual(refused);
  });
});

test('an origin that the channel names besides is allowed, and no other', () => {
  const target = {
    allowedOrigin: 'https://shop.example',
    otherOrigins: ['https://files.example'],
    allowPrivate: false,
  };
  expect(checkChannelUrl('https://files.example/a?b=1', target).host).toBe('files.example');
  expect(() => checkChannelUrl('https://files.example.evil.test/', target)).toThrow(
    expect.objectContaining({ code: 'channel_url_refused' }),
  );
});
