import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasSignature, type SignatureEncoding, signatureOf } from '../../../src/channels/kit/signature.js';

const file = join(process.cwd(), '../shared/fixtures/webhooks/signature-vectors.json');
const found = existsSync(file);
if (!found) process.stderr.write(`skipped: the published signatures are not in ${file}\n`);

interface Vector {
  channel: string;
  kind: string;
  secret: string;
  signedData: string;
  encoding: SignatureEncoding;
  expected: string;
}
const vectors = found ? (JSON.parse(readFileSync(file, 'utf8')) as Vector[]) : [];

(found ? describe : describe.skip)('a published signature', () => {
  test('is there for each kind of each shop', () => {
    const kinds = vectors.map(({ channel, kind }) => `${channel} ${kind}`);
    expect(kinds).toEqual(
      expect.arrayContaining([
        'shopify webhook-raw-body',
        'shopify oauth-callback-query',
        'shopware app-registration',
        'shopware get-query',
        'shopware registration-proof',
        'shopware response-body',
        'shopware webhook-raw-body',
      ]),
    );
  });

  test.each(vectors)('of $channel, $kind, is ours: $signedData', ({ signedData, secret, encoding, expected }) => {
    expect(signatureOf(signedData, secret, encoding)).toBe(expected);
    expect(hasSignature(Buffer.from(signedData), expected, ['another', secret], encoding)).toBe(true);
    expect(hasSignature(`${signedData} `, expected, [secret], encoding)).toBe(false);
  });
});

const good = signatureOf('body', 'secret');

test.each<[string, string | undefined, readonly string[]]>([
  ['missing', undefined, ['secret']],
  ['empty', '', ['secret']],
  ['cut', good.slice(0, 62), ['secret']],
  ['longer than it should be', `${good}00`, ['secret']],
  ['in the other encoding', signatureOf('body', 'secret', 'base64'), ['secret']],
  ['of another secret', good, ['other']],
  ['of no secret', good, []],
  ['of an empty secret', signatureOf('body', ''), ['']],
])('a signature that is %s signs nothing', (_, signature, secrets) => {
  expect(hasSignature('body', signature, secrets)).toBe(false);
});

test.each(['hex', 'base64'] as const)('several parts are signed as one, in %s', (encoding) => {
  const signature = signatureOf('t.body', 'secret', encoding);
  expect(hasSignature(['t.', Buffer.from('body')], signature, ['', 'old', 'secret'], encoding)).toBe(true);
  expect(hasSignature(['t.body', 'x'], signature, ['secret'], encoding)).toBe(false);
});

test('something behind a signature in Base64 is not passed over', () => {
  const signature = signatureOf('body', 'secret', 'base64');
  expect(hasSignature('body', `${signature}!`, ['secret'], 'base64')).toBe(false);
});
