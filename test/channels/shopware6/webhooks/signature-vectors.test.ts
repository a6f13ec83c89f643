import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasSignature, signatureOf } from '../../../../src/channels/shopware6/webhooks/signature.js';

const file = join(process.cwd(), '../shared/fixtures/webhooks/signature-vectors.json');
const found = existsSync(file);
if (!found) process.stderr.write(`skipped: the published signatures are not in ${file}\n`);

interface Vector {
  channel: string;
  kind: string;
  secret: string;
  signedData: string;
  expected: string;
}
const vectors = found ? (JSON.parse(readFileSync(file, 'utf8')) as Vector[]) : [];

(found ? describe : describe.skip)('a published signature of Shopware', () => {
  test('is there for each kind', () => {
    const kinds = vectors.filter(({ channel }) => channel === 'shopware').map(({ kind }) => kind);
    expect([...new Set(kinds)].sort()).toEqual([
      'app-registration',
      'get-query',
      'registration-proof',
      'response-body',
      'webhook-raw-body',
    ]);
  });

  test.each(vectors.filter(({ channel }) => channel === 'shopware'))('of $kind is ours: $signedData', (vector) => {
    const { signedData, secret, expected } = vector;
    expect(signatureOf(signedData, secret)).toBe(expected);
    expect(hasSignature(Buffer.from(signedData), expected, ['another', secret])).toBe(true);
    expect(hasSignature(`${signedData} `, expected, [secret])).toBe(false);
  });
});
