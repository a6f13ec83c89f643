import {
  authorizeOAuth1,
  percentEncode,
  signatureBase,
  signHmacSha256,
} from '../../../src/channels/magento2/oauth1.js';

describe('percent-encoding', () => {
  test.each([
    ['abcXYZ019-._~', 'abcXYZ019-._~'],
    ["!*'()", '%21%2A%27%28%29'],
    ['a b+c%', 'a%20b%2Bc%25'],
    ['☃', '%E2%98%83'],
  ])('%s', (text, expected) => {
    expect(percentEncode(text)).toBe(expected);
  });
});

describe('the signature', () => {
  // RFC 5849 3.4.1.1, whose parameters come from query, body and header.
  test('has the base string of RFC 5849', () => {
    const base = signatureBase('post', new URL('http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a'), [
      ['b5', '=%3D'],
      ['a3', 'a'],
      ['c@', ''],
      ['a2', 'r b'],
      ['oauth_consumer_key', '9djdj82h48djs9d2'],
      ['oauth_token', 'kkk9d7dh3k39sjv7'],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', '137131201'],
      ['oauth_nonce', '7d8f3e4a'],
      ['c2', ''],
      ['a3', '2 q'],
    ]);
    expect(base).toBe(
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26' +
        'oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26' +
        'oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
    );
  });

  // The request of RFC 5849 1.2 with HMAC-SHA256 in place of HMAC-SHA1; the expected value was made with openssl.
  test('is the HMAC-SHA256 of the base string under both secrets', () => {
    const base = signatureBase('GET', new URL('http://photos.example.net/photos?file=vacation.jpg&size=original'), [
      ['file', 'vacation.jpg'],
      ['size', 'original'],
      ['oauth_consumer_key', 'dpf43f3p2l4k3l03'],
      ['oauth_token', 'nnch734d00sl2jdk'],
      ['oauth_signature_method', 'HMAC-SHA256'],
      ['oauth_timestamp', '137131202'],
      ['oauth_nonce', 'chapoh'],
    ]);
    expect(signHmacSha256(base, 'kd94hf93k423kf44', 'pfkkdhi9sl3r4s00')).toBe(
      'odKqQEzHhk25drfO3PavyqT9gjHYLq7puI6F7w66dM4=',
    );
  });

  test('covers a port that is not the default, and leaves out one that is', () => {
    expect(signatureBase('GET', new URL('https://m.test:443/a'), [])).toBe('GET&https%3A%2F%2Fm.test%2Fa&');
    expect(signatureBase('GET', new URL('https://m.test:8443/a'), [])).toBe('GET&https%3A%2F%2Fm.test%3A8443%2Fa&');
  });
});

describe('the Authorization header', () => {
  const credentials = { consumerKey: 'ck', consumerSecret: 'c&s', accessToken: 'at', accessTokenSecret: 't/s' };
  const url = 'https://m.test/rest/V1/orders?searchCriteria%5BpageSize%5D=5&a=x%20y&flag&twice=1=2';
  const header = () => authorizeOAuth1({ method: 'GET', url }, credentials, new Date('2026-11-20T10:00:00.900Z'));
  const parameters = (text: string) =>
    new Map(
      [...text.matchAll(/(oauth_\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        decodeURIComponent(value),
      ]),
    );

  test('names what Magento reads and signs the query as flat names, without pairs that Magento leaves out', () => {
    const given = parameters(header());
    expect([...given.keys()]).toEqual([
      'oauth_consumer_key',
      'oauth_nonce',
      'oauth_signature_method',
      'oauth_timestamp',
      'oauth_token',
      'oauth_version',
      'oauth_signature',
    ]);
    expect(given.get('oauth_timestamp')).toBe('1795168800');
    const own = [...given].filter(([name]) => name !== 'oauth_signature');
    const base = signatureBase('GET', new URL(url), [['searchCriteria[pageSize]', '5'], ['a', 'x y'], ...own]);
    expect(given.get('oauth_signature')).toBe(signHmacSha256(base, 'c&s', 't/s'));
  });

  test('signs the method, and not the body, of a request that is posted', () => {
    const request = { method: 'POST', url: 'https://m.test/rest/V1/order/7/ship' };
    const given = parameters(authorizeOAuth1(request, credentials, new Date('2026-11-20T10:00:00Z')));
    const own = [...given].filter(([name]) => name !== 'oauth_signature');
    const base = signatureBase('POST', new URL(request.url), own);
    expect(given.get('oauth_signature')).toBe(signHmacSha256(base, 'c&s', 't/s'));
  });

  test('has a fresh nonce each time', () => {
    const nonces = Array.from({ length: 50 }, () => parameters(header()).get('oauth_nonce'));
    expect(new Set(nonces).size).toBe(50);
  });
});
