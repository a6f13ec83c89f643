import { existsSync, readFileSync } from 'node:fs';
import { isSameSignature, signatureOf } from '../../../../../src/local/sandbox/shopware/app/signature.js';
import type { Json } from '../api-client.js';

const PATH = '../shared/fixtures/webhooks/signature-vectors.json';
const isThere = existsSync(PATH);
const vectors: Json[] = isThere ? JSON.parse(readFileSync(PATH, 'utf8')) : [];
const published = vectors.filter(({ channel }) => channel === 'shopware');

(isThere ? describe : describe.skip)(`the vectors that the vendor publishes (${PATH})`, () => {
  test.each(isThere ? published : [{ kind: 'none' }])(
    'match: $kind, $signedData',
    ({ signedData, secret, expected }) => {
      expect(signatureOf(signedData, secret)).toBe(expected);
      expect(isSameSignature(signatureOf(signedData, secret), expected)).toBe(true);
    },
  );
});

test('another text, another secret or a part of a signature do not match', () => {
  const right = signatureOf('{"a": 1}', 'secret');
  for (const wrong of [signatureOf('{"a":1}', 'secret'), signatureOf('{"a": 1}', 'Secret'), right.slice(0, 32), '']) {
    expect(isSameSignature(wrong, right)).toBe(false);
  }
});
