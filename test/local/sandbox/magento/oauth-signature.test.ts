import { isSignatureValid, parseOAuthHeader } from '../../../../src/local/sandbox/magento/oauth-signature.js';

// The signature was made with OpenSSL from a base string written out by hand.
const HEADER =
  'OAuth oauth_consumer_key="ck",oauth_nonce="n1",oauth_signature_method="HMAC-SHA256",oauth_timestamp="1700000000",' +
  'oauth_token="at",oauth_version="1.0",oauth_signature="gULW4D583TxZez5l%2BFyqVJrzBKHZPfvcL%2BVZpy4MZcI%3D"';
const QUERY =
  'searchCriteria[pageSize]=5&searchCriteria[filter_groups][0][filters][0][field]=updated_at' +
  '&searchCriteria[filter_groups][0][filters][0][value]=2026-11-20+10:00:00';
const REQUEST = { method: 'GET', host: 'shop.example', path: '/rest/V1/orders', query: QUERY };
const SECRETS = { consumerSecret: 'c&s', tokenSecret: 't s' };

function isValid(request: Partial<typeof REQUEST>, secrets = SECRETS): boolean {
  return isSignatureValid({ ...REQUEST, ...request }, parseOAuthHeader(HEADER) ?? new Map(), secrets);
}

test.each<[string, Partial<typeof REQUEST>]>([
  ['as it was signed', {}],
  ['with a port that was not signed', { host: 'shop.example:8080' }],
  ['with encoded brackets', { query: QUERY.replaceAll('[', '%5B').replaceAll(']', '%5D') }],
  ['with a space as %20', { query: QUERY.replace('+', '%20') }],
  ['in another order', { query: QUERY.split('&').reverse().join('&') }],
  ['with a part that has no value, which is not signed', { query: `${QUERY}&flag` }],
  ['with a part that has two equal signs, which is not signed', { query: `${QUERY}&a=b=c` }],
])('a request %s fits its signature', (_, request) => {
  expect(isValid(request)).toBe(true);
});

test.each<[string, Partial<typeof REQUEST>]>([
  ['another method', { method: 'POST' }],
  ['another host', { host: 'other.example' }],
  ['another path', { path: '/rest/default/V1/orders' }],
  ['another value', { query: QUERY.replace('=5', '=50') }],
  ['one more parameter', { query: `${QUERY}&x=1` }],
])('a request with %s does not fit the signature', (_, request) => {
  expect(isValid(request)).toBe(false);
});

test('the wrong secrets do not fit', () => {
  expect(isValid({}, { ...SECRETS, consumerSecret: 'cs' })).toBe(false);
  expect(isValid({}, { ...SECRETS, tokenSecret: 'ts' })).toBe(false);
});

test('another scheme is not an OAuth header', () => {
  expect(parseOAuthHeader('Bearer at')).toBeNull();
});
