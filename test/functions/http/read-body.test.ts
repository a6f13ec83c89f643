import { MAX_BODY_BYTES, RECORD_MEDIA, readBody } from '../../../src/functions/http/read-body.js';

interface Sent {
  headers?: Record<string, string>;
  chunks?: Uint8Array[];
}

function request({ headers = { 'content-type': 'application/json' }, chunks = [] }: Sent) {
  let pulled = 0;
  const source = {
    pull(controller: ReadableStreamDefaultController<Uint8Array>) {
      const chunk = chunks[pulled];
      pulled += 1;
      if (chunk === undefined) controller.close();
      else controller.enqueue(chunk);
    },
  };
  const body = new ReadableStream<Uint8Array>(source, { highWaterMark: 0 });
  const asked = { headers: new Headers(headers), body } as unknown as Parameters<typeof readBody>[0];
  return { asked, pulled: () => pulled };
}

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (sent: Sent) => readBody(request(sent).asked, RECORD_MEDIA);

describe('readBody', () => {
  test.each([
    ['application/json', 'json'],
    ['application/json; charset=utf-8', 'json'],
    ['Application/JSON;Charset="UTF-8"', 'json'],
    ['application/x-ndjson', 'ndjson'],
    ['application/ndjson', 'ndjson'],
  ])('takes %s as %s', async (contentType, media) => {
    const body = await read({ headers: { 'content-type': contentType }, chunks: [bytes('{"id"'), bytes(':"1"}')] });
    expect(body).toEqual({ media, text: '{"id":"1"}' });
  });

  test.each([
    ['no content type', {}],
    ['XML', { 'content-type': 'text/xml' }],
    ['another character set', { 'content-type': 'application/json; charset=utf-16' }],
    ['a content encoding', { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
  ])('refuses %s with content_type_unsupported', async (_what, headers) => {
    await expect(read({ headers, chunks: [bytes('{}')] })).rejects.toMatchObject({ code: 'content_type_unsupported' });
  });

  test('leaves out a byte order mark', async () => {
    const body = await read({ chunks: [new Uint8Array([0xef, 0xbb, 0xbf]), bytes('{}')] });
    expect(body.text).toBe('{}');
  });

  test('reads a character that is cut in two by the chunks', async () => {
    const [first, ...rest] = bytes('é');
    const body = await read({ chunks: [new Uint8Array([first as number]), new Uint8Array(rest)] });
    expect(body.text).toBe('é');
  });

  test.each([
    ['a lone byte', [0x22, 0xff, 0x22]],
    ['UTF-16', [0xff, 0xfe, 0x7b, 0x00]],
    ['a cut character', [0x22, 0xc3]],
  ])('refuses %s with encoding_invalid', async (_what, sent) => {
    await expect(read({ chunks: [new Uint8Array(sent)] })).rejects.toMatchObject({ code: 'encoding_invalid' });
  });

  test('refuses an empty body with body_empty', async () => {
    await expect(read({ chunks: [] })).rejects.toMatchObject({ code: 'body_empty' });
  });

  test('refuses a declared length beyond the bound without reading', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': String(MAX_BODY_BYTES + 1) };
    const { asked, pulled } = request({ headers, chunks: [bytes('{}')] });
    await expect(readBody(asked, RECORD_MEDIA)).rejects.toMatchObject({ code: 'body_too_large' });
    expect(pulled()).toBe(0);
  });

  test('stops reading at the bound, whatever was declared', async () => {
    const chunks = Array.from({ length: 50 }, () => new Uint8Array(1024 * 1024));
    const { asked, pulled } = request({
      headers: { 'content-type': 'application/json', 'content-length': '2' },
      chunks,
    });
    await expect(readBody(asked, RECORD_MEDIA)).rejects.toMatchObject({ code: 'body_too_large' });
    expect(pulled()).toBeLessThan(9);
  });

  test('takes exactly 5 MB and refuses one byte more', async () => {
    const exact = new Uint8Array(MAX_BODY_BYTES).fill(0x20);
    await expect(read({ chunks: [exact] })).resolves.toMatchObject({ media: 'json' });
    await expect(read({ chunks: [exact, bytes(' ')] })).rejects.toMatchObject({ code: 'body_too_large' });
  });
});
