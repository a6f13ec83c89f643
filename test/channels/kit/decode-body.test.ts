import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { decodeBody } from '../../../src/channels/kit/decode-body.js';

const TEXT = '{"name":"Größe"}'.repeat(50);

describe('a body', () => {
  test.each<[string | undefined, Buffer]>([
    [undefined, Buffer.from(TEXT)],
    ['identity', Buffer.from(TEXT)],
    ['gzip', gzipSync(TEXT)],
    [' GZIP', gzipSync(TEXT)],
    ['x-gzip', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    [undefined, Buffer.from(`\ufeff${TEXT}`)],
  ])('in %p is its text, without a byte order mark', async (encoding, body) => {
    expect(await decodeBody(body, encoding, 10_000)).toBe(TEXT);
  });

  test('that is empty is empty text, whatever its encoding', async () => {
    expect(await decodeBody(Buffer.alloc(0), 'gzip', 10)).toBe('');
  });

  test.each<[string, Buffer, string]>([
    ['gzip', gzipSync(TEXT).subarray(0, -9), 'Z_BUF_ERROR'],
    ['gzip', Buffer.from('plain'), 'Z_DATA_ERROR'],
    ['gzip', gzipSync(Buffer.alloc(1_000_000)), 'ERR_BUFFER_TOO_LARGE'],
    ['br', brotliCompressSync(Buffer.alloc(1_000_000)), 'ERR_BUFFER_TOO_LARGE'],
  ])('in %s that is not whole or too large fails: %#', async (encoding, body, code) => {
    await expect(decodeBody(body, encoding, 10_000)).rejects.toMatchObject({ code });
  });
});
