import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

/** What this side can unpack. */
export const ACCEPT_ENCODING = 'gzip, deflate, br';

const UNPACK = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

function isPacked(encoding: string): encoding is keyof typeof UNPACK {
  return Object.hasOwn(UNPACK, encoding);
}

/**
 * The text of a body, unpacked as its content encoding says, as UTF-8. A body that is cut short fails instead of giving what
 * is there of it. @throws the error of zlib; `ERR_BUFFER_TOO_LARGE` when it unpacks to more than `maxBytes`
 */
export async function decodeBody(body: Buffer, encoding: string | undefined, maxBytes: number): Promise<string> {
  const name = encoding?.trim().toLowerCase() ?? '';
  const bytes = isPacked(name) && body.length > 0 ? await UNPACK[name](body, { maxOutputLength: maxBytes }) : body;
  return new TextDecoder().decode(bytes);
}
